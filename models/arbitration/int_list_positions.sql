{#
    Grain: one row per position, 1 to 64: what a list with bars between its items
    is taken apart with.
#}
with

digits as (

    select 0 as digit

    union all

    select 1 as digit

),

final as (

    select
        1 + ones.digit + 2 * twos.digit + 4 * fours.digit + 8 * eights.digit
        + 16 * sixteens.digit + 32 * thirty_twos.digit as position

    from digits as ones

    cross join digits as twos

    cross join digits as fours

    cross join digits as eights

    cross join digits as sixteens

    cross join digits as thirty_twos

)

select * from final
