with

identity_members as (

    select * from {{ source('batuta', 'identity_members') }}

),

final as (

    select
        -- ids
        source_record_id,
        customer_id,

        -- text
        source_name,

        -- times
        recorded_at

    from identity_members

)

select * from final
