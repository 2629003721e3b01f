{#
    Guards bridge_anonymous_visitors: a visit is one person's at most. Overlapping spans
    would give its events to two people and count them twice.
#}
with

spans as (

    select * from {{ ref('bridge_anonymous_visitors') }}

)

select
    earlier.visitor_id,
    earlier.customer_id as earlier_customer_id,
    later.customer_id as later_customer_id,
    later.valid_from_at

from spans as earlier
inner join spans as later
    on
        earlier.visitor_id = later.visitor_id
        and (
            earlier.valid_from_at < later.valid_from_at
            or (
                earlier.valid_from_at = later.valid_from_at
                and earlier.customer_id < later.customer_id
            )
        )
        and coalesce(earlier.valid_to_at > later.valid_from_at, true)
