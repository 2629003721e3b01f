{{ config(materialized='view') }}
with

staged as (

    {{ union_staged('product_stock') }}

),

final as (

    select *
    from staged
    where observed_at <= {{ as_of() }}

)

select * from final
