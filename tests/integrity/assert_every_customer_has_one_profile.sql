{#
    Guards dim_customer_profiles: a customer without a profile would silently be
    in no audience, one with two would be counted twice against no cap.
#}
with

customers as (

    select customer_id from {{ ref('dim_customers') }}

),

profiles as (

    select
        customer_id,
        count(*) as profile_count

    from {{ ref('dim_customer_profiles') }}

    group by customer_id

)

select
    customers.customer_id,
    profiles.customer_id as profile_customer_id,
    profiles.profile_count

from customers

full outer join profiles
    on customers.customer_id = profiles.customer_id

where
    customers.customer_id is distinct from profiles.customer_id
    or profiles.profile_count is distinct from 1
