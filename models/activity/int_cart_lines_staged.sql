{{ config(materialized='view') }}
with

final as (

    {{ union_staged('cart_lines') }}

)

select * from final
