{#
    Grain: one row per comparison and value that descriptions give in it: how many people
    have it. A common name says less than a rare one.
#}
with

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

terms as (

    {% for comparison in comparison_names() %}
        select distinct
            '{{ comparison }}' as comparison,
            cast({{ comparison_term(comparison, 'descriptions') }} as {{ dbt.type_string() }}) as term,
            person_rank

        from descriptions
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

final as (

    select
        -- text
        comparison,
        term,

        -- numbers
        count(*) as person_count

    from terms

    where term is not null

    group by comparison, term

)

select * from final
