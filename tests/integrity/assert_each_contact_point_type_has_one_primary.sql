{#
    Guards dim_contact_points: who can be reached on a channel has exactly one address that
    goes first. With none nobody would be contacted, with two somebody twice.
#}
with

contact_points as (

    select * from {{ ref('dim_contact_points') }}

)

select
    customer_id,
    contact_point_type,
    sum(case when is_primary then 1 else 0 end) as primary_count

from contact_points

group by customer_id, contact_point_type

having sum(case when is_primary then 1 else 0 end) <> 1
