{{ config(materialized='view') }}
with

staged as (

    {{ union_staged('service_contacts') }}

),

final as (

    select *
    from staged
    where started_at <= {{ as_of() }}

)

select * from final
