{#
    Grain: one row: among how many people the matches are looked for, and how likely any
    two of them are to be one. The number counts in bands of half a bit (two fifths more
    people), so that a few people more leave the probability of all others as it was.
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

sized as (

    select
        people.person_count,
        averages.smoothing_count,
        round(2 * log2(people.person_count + averages.smoothing_count)) / 2 as size_bits

    from people
    cross join averages

),

final as (

    select
        -- numbers
        sized.person_count,
        sized.smoothing_count,
        cast(sized.size_bits as decimal(9, 4)) as size_bits,
        cast(log2(coalesce(expected.partner_count, 1)) - sized.size_bits as decimal(9, 4))
            as prior_bits

    from sized
    cross join expected

)

select * from final
