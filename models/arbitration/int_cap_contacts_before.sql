{#
    Grain: one row per cap and contact in its window before the walk begins. A
    contact falls under a cap by what it was when it was sent.
#}
with

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

contacts as (

    select * from {{ ref('int_contacts_counting') }}

),

earliest_window as (

    select min(window_start_date) as window_start_date from caps

),

contacts_in_windows as (

    select contacts.*

    from contacts

    inner join earliest_window
        on contacts.contact_date >= earliest_window.window_start_date

    where contacts.counts_to_caps

),

contacts_capped as (

    select
        caps.cap_key,
        case
            when caps.unit = 'contact_point' then contacts_in_windows.contact_point_key
            else contacts_in_windows.customer_key
        end as unit_key,
        contacts_in_windows.contact_id,
        contacts_in_windows.contact_date

    from caps

    inner join contacts_in_windows
        on
            caps.window_start_date <= contacts_in_windows.contact_date
            and {{ scope_matches('caps.scope', 'caps.scope_value', 'contacts_in_windows') }}

),

final as (

    select
        -- ids
        cap_key,
        unit_key,
        contact_id,

        -- times
        contact_date

    from contacts_capped

    where unit_key is not null

)

select * from final
