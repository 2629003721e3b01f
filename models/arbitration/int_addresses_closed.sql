{#
    Grain: one row per cap that counts by address and address that the walk filled,
    with the selected contact that took its last room.
#}
with

selected as (

    select * from {{ ref('int_walk_selected') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

counts_before as (

    select * from {{ ref('int_cap_counts_before') }}

),

contacts_counted as (

    select
        caps_of_campaigns.cap_key,
        selected.contact_point_key,
        selected.walk_rank,
        row_number() over (
            partition by caps_of_campaigns.cap_key, selected.contact_point_key
            order by selected.walk_rank asc
        ) as contact_number

    from selected

    inner join caps_of_campaigns
        on
            selected.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.unit = 'contact_point'
            and caps_of_campaigns.is_counted

    where selected.contact_point_key is not null

),

final as (

    select
        -- ids
        contacts_counted.cap_key,
        contacts_counted.contact_point_key,

        -- numbers
        contacts_counted.walk_rank as closed_after_rank

    from contacts_counted

    inner join caps
        on contacts_counted.cap_key = caps.cap_key

    left join counts_before
        on
            contacts_counted.cap_key = counts_before.cap_key
            and contacts_counted.contact_point_key = counts_before.unit_key

    where
        contacts_counted.contact_number + coalesce(counts_before.contact_count, 0)
        = caps.max_contacts

)

select * from final
