{#
    Grain: one row per customer, with a whole number that stands for the customer
    inside the walk (numbers in the order of the ids, so that both order alike).
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

final as (

    select
        -- ids
        cast(row_number() over (order by customer_id asc) as int) as customer_key,
        customer_id,

        -- numbers
        cast(max_contacts_per_week as bigint) as max_contacts_per_week

    from customers

)

select * from final
