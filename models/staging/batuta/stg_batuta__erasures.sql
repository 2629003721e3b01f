with

erasures as (

    select * from {{ source('batuta', 'erasures') }}

),

final as (

    select
        -- ids
        customer_id,
        source_record_id,

        -- text
        source_name,

        -- times
        erased_at

    from erasures

)

select * from final
