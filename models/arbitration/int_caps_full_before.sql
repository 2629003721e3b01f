{#
    Grain: one row per cap and unit (customer, or address) whose room the ledger has
    taken before the walk begins, with the last day on which that is so if nothing
    is added.
#}
with

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

caps_of_customers as (

    select * from {{ ref('int_caps_of_customers') }}

),

cap_contacts as (

    select * from {{ ref('int_cap_contacts_before') }}

),

counts_before as (

    select * from {{ ref('int_cap_counts_before') }}

),

units_full as (

    select
        counts_before.cap_key,
        counts_before.unit_key,
        caps.unit,
        caps.window_type,
        caps.window_days,
        coalesce(caps_of_customers.max_contacts, caps.max_contacts) as max_contacts

    from counts_before

    inner join caps
        on counts_before.cap_key = caps.cap_key

    left join caps_of_customers
        on
            caps.is_customer_wish
            and counts_before.cap_key = caps_of_customers.cap_key
            and counts_before.unit_key = caps_of_customers.customer_key

    where
        counts_before.contact_count >= coalesce(caps_of_customers.max_contacts, caps.max_contacts)
        and coalesce(caps_of_customers.max_contacts, caps.max_contacts) > 0

),

-- There is room again when the last of as many contacts as are allowed has left.
contacts_ranked as (

    select
        units_full.*,
        cap_contacts.contact_date,
        row_number() over (
            partition by units_full.cap_key, units_full.unit_key
            order by cap_contacts.contact_date desc, cap_contacts.contact_id asc
        ) as contact_rank

    from units_full

    inner join cap_contacts
        on
            units_full.cap_key = cap_contacts.cap_key
            and units_full.unit_key = cap_contacts.unit_key

),

final as (

    select
        -- ids
        cap_key,
        unit_key,

        -- text
        unit,

        -- times
        {{ cap_window_end('window_type', 'window_days', 'contact_date') }} as full_until_date

    from contacts_ranked

    where contact_rank = max_contacts

)

select * from final
