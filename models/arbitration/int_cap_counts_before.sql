{#
    Grain: one row per cap and unit (customer, or contact point) with contacts in
    the cap's window before the walk begins, and how many they are. A contact
    falls under a cap by what it was when it was sent.
#}
with

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

contacts as (

    select * from {{ ref('int_contacts_counting') }}

),

final as (

    select
        caps.cap_id,
        case
            when caps.unit = 'contact_point' then contacts.contact_point_key
            else contacts.customer_id
        end as unit_key,
        count(*) as contact_count

    from caps

    inner join contacts
        on
            contacts.counts_to_caps
            and caps.window_start_date <= contacts.contact_date
            and {{ scope_matches('caps.scope', 'caps.scope_value', 'contacts') }}

    group by caps.cap_id, unit_key

)

select * from final
