{# Grain: one row per person: what can be counted over its records. #}
with

records as (

    select * from {{ ref('int_customer_records') }}

),

final as (

    select
        -- ids
        customer_id,

        -- numbers
        count(*) as record_count,

        -- booleans
        min(case when is_deleted then 1 else 0 end) = 1 as is_deleted,

        -- times
        min(created_at) as first_created_at,
        min(coalesce(created_at, changed_at)) as first_recorded_at,
        max(coalesce(created_at, changed_at)) as last_recorded_at

    from records

    group by customer_id

)

select * from final
