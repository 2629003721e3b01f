{#
    Grain: one row per state of caps and campaign on a channel for which one of them
    is full: the first such cap, and the customer's first contact that filled one.
    Worked out once per state, for customers in the same one are treated alike.
#}
with

states as (

    select * from {{ ref('int_walk_states') }}

),

selected as (

    select * from {{ ref('int_walk_selected') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

examples as (

    select
        caps_filled,
        min(after_rank) as after_rank

    from states

    group by caps_filled

),

example_states as (

    select
        examples.caps_filled,
        states.customer_key,
        states.contact_number

    from examples

    inner join states
        on examples.after_rank = states.after_rank

),

example_contacts as (

    select
        example_states.caps_filled,
        states.contact_number,
        selected.caps_filled as caps_filled_by_contact

    from example_states

    inner join states
        on
            example_states.customer_key = states.customer_key
            and example_states.contact_number >= states.contact_number

    inner join selected
        on states.after_rank = selected.walk_rank

    where selected.caps_filled is not null

),

final as (

    select
        -- ids
        example_contacts.caps_filled,
        caps_of_campaigns.campaign_channel_key,
        min(caps_of_campaigns.cap_key) as cap_key,

        -- numbers
        min(example_contacts.contact_number) as contact_number

    from example_contacts

    inner join caps_of_campaigns
        on
            caps_of_campaigns.is_obeyed
            and {{ is_in_key_set(
                'caps_of_campaigns.cap_key', 'example_contacts.caps_filled_by_contact'
            ) }}

    group by example_contacts.caps_filled, caps_of_campaigns.campaign_channel_key

)

select * from final
