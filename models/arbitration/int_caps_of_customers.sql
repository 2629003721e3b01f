{#
    Grain: one row per customer and cap that is not for everyone alike: a cap with
    a profile filter the customer falls under, and the customer's own wish, with
    the most contacts it allows.
#}
with

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

customers as (

    select * from {{ ref('int_customers_numbered') }}

),

customers_described as (

    select * from {{ ref('int_customers_described') }}

),

wishes as (

    select
        caps.cap_key,
        customers.customer_key,
        customers.max_contacts_per_week as max_contacts

    from customers

    inner join caps
        on caps.is_customer_wish

    where customers.max_contacts_per_week is not null

),

profiles_matched as (

    select
        caps.cap_key,
        customers.customer_key,
        caps.max_contacts

    from caps

    inner join customers_described
        on
            {{ attribute_text('customer', 'customers_described', 'caps.profile_attribute') }}
            = caps.profile_value

    inner join customers
        on customers_described.customer_id = customers.customer_id

),

final as (

    select
        cap_key,
        customer_key,
        max_contacts

    from wishes

    union all

    select
        cap_key,
        customer_key,
        max_contacts

    from profiles_matched

)

select * from final
