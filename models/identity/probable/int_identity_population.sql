{#
    Grain: one row: among how many people the matches are looked for, and how likely any
    two of them are to be one.
#}
with

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

level_weights as (

    select * from {{ ref('int_identity_level_weights') }}

),

people as (

    select count(distinct person_rank) as person_count from descriptions

),

-- How many people the weights' own averages stand for, where the data hold few.
averages as (

    select cast(1000 as bigint) as smoothing_count

),

-- How many others of one person are to be expected, beside each.
expected as (

    select max(m) as partner_count from level_weights
    where comparison = 'prior'

),

final as (

    select
        -- numbers
        people.person_count,
        averages.smoothing_count,
        cast(
            log2(
                coalesce(expected.partner_count, 1)
                / (people.person_count + averages.smoothing_count)
            ) as decimal(9, 4)
        ) as prior_bits

    from people
    cross join averages
    cross join expected

)

select * from final
