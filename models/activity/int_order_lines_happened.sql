{{ config(materialized='view') }}
with

staged as (

    {{ union_staged('order_lines') }}

),

final as (

    select *
    from staged
    where ordered_at <= {{ as_of() }}

)

select * from final
