{# A campaign, a sending window or a band that ends before it begins lets nobody in. #}
with

campaigns as (

    select * from {{ ref('campaigns') }}

),

channels as (

    select * from {{ ref('channels') }}

),

rfm_bands as (

    select * from {{ ref('rfm_bands') }}

),

lifecycle_rules as (

    select * from {{ ref('lifecycle_rules') }}

),

final as (

    select
        'campaigns' as policy_file,
        campaign_id as row_name

    from campaigns
    where ends_date < starts_date

    union all

    select
        'channels' as policy_file,
        channel as row_name

    from channels
    where
        send_until <= send_from
        or (send_from is null) <> (send_until is null)

    union all

    select
        'rfm_bands' as policy_file,
        measure as row_name

    from rfm_bands
    where maximum <= minimum

    union all

    select
        'lifecycle_rules' as policy_file,
        class_name as row_name

    from lifecycle_rules
    where maximum <= minimum

)

select * from final
