{#
    Grain: one row per pair of descriptions and comparison in which both say something:
    what it adds to the match weight, in bits. 3 bits more make the pair 8 times likelier
    to be one person.

    A value that is the same and weighed by how common it is counts the chance that another
    person has it: those who do among all, the pair's own left out once, evened out by some
    people of whom as many have it as u says.
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

population as (

    select * from {{ ref('int_identity_population') }}

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
            when level_weights.uses_term_frequency and terms.person_count is not null
                then
                    (terms.person_count - 1 + population.smoothing_count * level_weights.u)
                    / (population.person_count - 1 + population.smoothing_count)
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
    cross join population

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
