{{ config(materialized='view') }}
with

staged as (

    {{ union_staged('message_events') }}

),

final as (

    select *
    from staged
    where occurred_at <= {{ as_of() }}

)

select * from final
