{#
    Grain: one row: from which probability on two people are one, and from which on a
    person should look at them; and whether names and birth dates that contradict keep two
    people apart whatever agrees. They do unless the weights say that they contradict more
    often than policy allows for people who are one: data in which names are that wrong.
#}
with

identifier_rules as (

    select * from {{ ref('identifier_rules') }}

),

level_weights as (

    select * from {{ ref('int_identity_level_weights') }}

),

rules as (

    select
        coalesce(
            max(case when rule = 'link_probability' then {{ parse_amount('value') }} end),
            0.95
        ) as link_probability,
        coalesce(
            max(case when rule = 'review_probability' then {{ parse_amount('value') }} end),
            0.7
        ) as review_probability,
        coalesce(
            max(case when rule = 'max_contradicting_share' then {{ parse_amount('value') }} end),
            0.05
        ) as max_contradicting_share

    from identifier_rules

    where identifier_type = 'probable'

),

contradicting_shares as (

    select
        max(case when comparison = 'first_name' then m end) as name_share,
        max(case when comparison = 'birth_date' then m end) as birth_date_share

    from level_weights

    where level = 'other'

),

final as (

    select
        -- numbers
        cast(rules.link_probability as decimal(5, 4)) as link_probability,
        cast(rules.review_probability as decimal(5, 4)) as review_probability,

        -- booleans
        coalesce(contradicting_shares.name_share, 0) <= rules.max_contradicting_share
            as is_name_decisive,
        coalesce(contradicting_shares.birth_date_share, 0) <= rules.max_contradicting_share
            as is_birth_date_decisive

    from rules
    cross join contradicting_shares

)

select * from final
