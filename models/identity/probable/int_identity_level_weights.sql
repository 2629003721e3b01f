{#
    Grain: one row per comparison and level: how often people agree on it who are one (m)
    and who are two (u). The policy's own weights where it has any, else those that ship.
#}
with

default_weights as (

    select * from {{ ref('identity_default_weights') }}

),

own_weights as (

    select * from {{ ref('identity_weights') }}

),

own_weights_counted as (

    select count(*) as weight_count from own_weights

),

weights as (

    select
        comparison,
        level,
        m,
        u,
        uses_term_frequency

    from own_weights

    union all

    select
        default_weights.comparison,
        default_weights.level,
        default_weights.m,
        default_weights.u,
        default_weights.uses_term_frequency

    from default_weights
    inner join own_weights_counted on own_weights_counted.weight_count = 0

),

final as (

    select
        -- text
        comparison,
        level,

        -- numbers
        cast(m as double) as m,
        cast(u as double) as u,

        -- booleans
        coalesce(uses_term_frequency, false) as uses_term_frequency

    from weights

)

select * from final
