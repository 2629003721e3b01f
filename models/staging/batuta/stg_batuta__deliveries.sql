with

deliveries as (

    select * from {{ source('batuta', 'deliveries') }}

),

final as (

    select
        -- text
        source_name,
        table_name,
        delivery,
        content_hash,

        -- times
        first_seen_at

    from deliveries

)

select * from final
