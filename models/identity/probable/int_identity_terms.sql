{#
    Grain: one row per comparison that weighs how common a value is, and value that
    descriptions give in it: how many people have it, and the chance that another person
    has it, too. A common name says less than a rare one. Of those who have it the pair's
    own is left out once, and some people are added of whom as many have it as u says;
    that counts in bands of half a bit, so that one person more seldom changes what the
    value says of all others.
#}
with

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

level_weights as (

    select * from {{ ref('int_identity_level_weights') }}

    where level = 'same' and uses_term_frequency

),

population as (

    select * from {{ ref('int_identity_population') }}

),

terms as (

    {% for comparison in comparison_names() %}
        select distinct
            '{{ comparison }}' as comparison,
            cast(
                {{ comparison_term(comparison, 'descriptions') }} as {{ dbt.type_string() }}
            ) as term,
            descriptions.person_rank

        from descriptions
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

counted as (

    select
        comparison,
        term,
        count(*) as person_count

    from terms

    where term is not null

    group by comparison, term

),

final as (

    select
        -- text
        counted.comparison,
        counted.term,

        -- numbers
        counted.person_count,
        cast(
            round(
                2 * log2(counted.person_count - 1 + population.smoothing_count * level_weights.u)
            ) / 2 - population.size_bits as decimal(9, 4)
        ) as chance_bits

    from counted
    inner join level_weights on counted.comparison = level_weights.comparison
    cross join population

)

select * from final
