with

forgotten_contacts as (

    select * from {{ source('batuta', 'forgotten_contacts') }}

),

final as (

    select
        -- ids
        decision_id,
        campaign_id,

        -- text
        channel,
        contact_point,

        -- times
        contact_date

    from forgotten_contacts

)

select * from final
