{#
    Grain: one row per span in which an anonymous visitor was one customer. Open
    ends are far dates, so that facts join by plain comparisons.
#}
{{ config(materialized='view') }}
with

visitors as (

    select * from {{ ref('bridge_anonymous_visitors') }}

),

final as (

    select
        -- ids
        visitor_id,
        customer_id,

        -- times
        coalesce(valid_from_at, cast('0001-01-01' as timestamp)) as valid_from_at,
        coalesce(valid_to_at, cast('9999-12-31' as timestamp)) as valid_to_at

    from visitors

)

select * from final
