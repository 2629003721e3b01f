{# Grain: one row per raw file that stands in the landing, which is all that a run knows. #}
with

deliveries as (

    select * from {{ source('landing', 'deliveries') }}

),

final as (

    select
        -- text
        source_name,
        table_name,
        delivery,
        content_hash,

        -- numbers
        cast(row_count as bigint) as row_count

    from deliveries

)

select * from final
