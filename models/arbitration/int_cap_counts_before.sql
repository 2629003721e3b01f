{#
    Grain: one row per cap and unit (customer, or address) with contacts in the
    cap's window before the walk begins, and how many they are.
#}
with

cap_contacts as (

    select * from {{ ref('int_cap_contacts_before') }}

),

final as (

    select
        cap_key,
        unit_key,
        count(*) as contact_count

    from cap_contacts

    group by cap_key, unit_key

)

select * from final
