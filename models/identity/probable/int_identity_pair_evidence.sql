{#
    Grain: one row per pair of descriptions and comparison in which both say something:
    what it adds to the match weight, in bits. 3 bits more make the pair 8 times likelier
    to be one person.

    A value that is the same and weighed by how common it is counts the chance that another
    person has it; see int_identity_terms.
#}
with

pairs_compared as (

    select * from {{ ref('int_identity_pairs_compared') }}

),

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

terms as (

    select * from {{ ref('int_identity_terms') }}

),

level_weights as (

    select * from {{ ref('int_identity_level_weights') }}

),

levels as (

    {% for comparison in comparison_names() %}
        select
            pairs_compared.earlier_rank,
            pairs_compared.later_rank,
            '{{ comparison }}' as comparison,
            pairs_compared.{{ comparison }} as level,
            case
                when pairs_compared.{{ comparison }} = 'same'
                    then
                        cast(
                            {{ comparison_term(comparison, 'descriptions') }}
                            as {{ dbt.type_string() }}
                        )
            end as term

        from pairs_compared
        inner join descriptions on pairs_compared.earlier_rank = descriptions.record_rank

        where pairs_compared.{{ comparison }} is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

chances as (

    select
        levels.earlier_rank,
        levels.later_rank,
        levels.comparison,
        levels.level,
        level_weights.m,
        case
            when level_weights.uses_term_frequency and terms.chance_bits is not null
                then power(2, cast(terms.chance_bits as double))
            else level_weights.u
        end as u

    from levels
    inner join level_weights
        on
            levels.comparison = level_weights.comparison
            and levels.level = level_weights.level
    left join terms
        on
            levels.comparison = terms.comparison
            and levels.term = terms.term

),

final as (

    select
        -- ids
        earlier_rank,
        later_rank,

        -- text
        comparison,
        level,

        -- numbers
        cast(log2(m / u) as decimal(9, 4)) as bits

    from chances

)

select * from final
