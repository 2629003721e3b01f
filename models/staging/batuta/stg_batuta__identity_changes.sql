with

identity_changes as (

    select * from {{ source('batuta', 'identity_changes') }}

),

final as (

    select
        -- ids
        change_id,
        customer_id,
        previous_customer_id,
        source_record_id,

        -- text
        change_type,
        source_name,

        -- times
        as_of

    from identity_changes

)

select * from final
