{{ config(materialized='view') }}
with

final as (

    {{ union_staged('products') }}

)

select * from final
