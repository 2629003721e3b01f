{#
    Grain: one row per cap and unit (customer, or address) that the walk filled, with
    the selected contact that took its last room. A cap that does not hold for a
    customer is not filled for that customer.
#}
with

selected as (

    select * from {{ ref('int_walk_selected') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

caps_of_customers as (

    select * from {{ ref('int_caps_of_customers') }}

),

counts_before as (

    select * from {{ ref('int_cap_counts_before') }}

),

contacts_counted as (

    select
        caps_of_campaigns.cap_key,
        case
            when caps_of_campaigns.unit = 'contact_point' then selected.contact_point_key
            else selected.customer_key
        end as unit_key,
        selected.walk_rank

    from selected

    inner join caps_of_campaigns
        on
            selected.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_counted

),

units_counted as (

    select
        cap_key,
        unit_key,
        count(*) as contact_count,
        min(walk_rank) as first_rank,
        max(walk_rank) as last_rank

    from contacts_counted

    group by cap_key, unit_key

),

units_with_room as (

    select
        units_counted.*,
        caps.unit,
        coalesce(caps_of_customers.max_contacts, caps.max_contacts)
        - coalesce(counts_before.contact_count, 0) as room

    from units_counted

    inner join caps
        on units_counted.cap_key = caps.cap_key

    left join counts_before
        on
            units_counted.cap_key = counts_before.cap_key
            and units_counted.unit_key = counts_before.unit_key

    left join caps_of_customers
        on
            caps.is_personal
            and caps.unit = 'customer'
            and units_counted.cap_key = caps_of_customers.cap_key
            and units_counted.unit_key = caps_of_customers.customer_key

    where
        not caps.is_personal
        or caps.unit = 'contact_point'
        or caps_of_customers.customer_key is not null

),

-- Contacts that need not obey a cap may count to it beyond its room.
units_overfull as (

    select *
    from units_with_room
    where
        room > 1
        and contact_count > room

),

contacts_of_overfull as (

    select
        units_overfull.cap_key,
        units_overfull.unit_key,
        contacts_counted.walk_rank,
        row_number() over (
            partition by units_overfull.cap_key, units_overfull.unit_key
            order by contacts_counted.walk_rank asc
        ) as contact_number

    from units_overfull

    inner join contacts_counted
        on
            units_overfull.cap_key = contacts_counted.cap_key
            and units_overfull.unit_key = contacts_counted.unit_key

),

final as (

    select
        -- ids
        units_with_room.cap_key,
        units_with_room.unit_key,

        -- text
        units_with_room.unit,

        -- numbers
        case
            when units_with_room.room = 1 then units_with_room.first_rank
            else coalesce(contacts_of_overfull.walk_rank, units_with_room.last_rank)
        end as closed_after_rank

    from units_with_room

    left join contacts_of_overfull
        on
            units_with_room.cap_key = contacts_of_overfull.cap_key
            and units_with_room.unit_key = contacts_of_overfull.unit_key
            and units_with_room.room = contacts_of_overfull.contact_number

    where
        units_with_room.room >= 1
        and units_with_room.contact_count >= units_with_room.room

)

select * from final
