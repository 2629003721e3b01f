{#
    Grain: one row per customer and cap with a profile filter that the customer
    falls under.
#}
with

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

customers as (

    select * from {{ ref('int_customers_described') }}

),

final as (

    select
        customers.customer_id,
        caps.cap_id

    from caps

    inner join customers
        on
            {{ attribute_text('customer', 'customers', 'caps.profile_attribute') }}
            = caps.profile_value

)

select * from final
