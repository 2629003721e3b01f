{#
    Grain: one row per contending candidate for which a cap is full before the walk
    begins, by the ledger or because it allows none, with the first such cap, and
    with what it takes for all of them to have room.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

caps_of_customers as (

    select * from {{ ref('int_caps_of_customers') }}

),

counts_before as (

    select * from {{ ref('int_cap_counts_before') }}

),

caps_full as (

    select * from {{ ref('int_caps_full_before') }}

),

-- What allows none is full whatever the ledger holds, and stays so.
allowed_none as (

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        caps.cap_key,
        case
            when caps.unit = 'contact_point' then candidates.contact_point_key
            else candidates.customer_key
        end as unit_key

    from candidates

    inner join caps_of_campaigns
        on candidates.campaign_channel_key = caps_of_campaigns.campaign_channel_key

    inner join caps
        on
            caps_of_campaigns.cap_key = caps.cap_key
            and caps.max_contacts <= 0

    union all

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        caps_of_customers.cap_key,
        candidates.customer_key as unit_key

    from candidates

    inner join caps_of_customers
        on
            candidates.customer_key = caps_of_customers.customer_key
            and caps_of_customers.max_contacts <= 0

    inner join caps
        on
            caps_of_customers.cap_key = caps.cap_key
            and caps.is_customer_wish

),

met as (

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        caps_full.cap_key,
        caps_full.full_until_date,
        cast(null as bigint) as room_needed

    from candidates

    inner join caps_full
        on
            caps_full.unit = 'customer'
            and candidates.customer_key = caps_full.unit_key

    union all

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        caps_full.cap_key,
        caps_full.full_until_date,
        cast(null as bigint) as room_needed

    from candidates

    inner join caps_full
        on
            caps_full.unit = 'contact_point'
            and candidates.contact_point_key = caps_full.unit_key

    union all

    select
        allowed_none.walk_rank,
        allowed_none.customer_key,
        allowed_none.campaign_channel_key,
        allowed_none.cap_key,
        cast(null as date) as full_until_date,
        coalesce(counts_before.contact_count, 0) + 1 as room_needed

    from allowed_none

    left join counts_before
        on
            allowed_none.cap_key = counts_before.cap_key
            and allowed_none.unit_key = counts_before.unit_key

),

final as (

    select
        -- ids
        met.walk_rank,
        min(met.cap_key) as cap_key,
        min(case when met.full_until_date is null then met.cap_key end) as allowing_none_cap_key,

        -- numbers
        max(met.room_needed) as room_needed,

        -- times
        max(met.full_until_date) as full_until_date

    from met

    inner join caps_of_campaigns
        on
            met.cap_key = caps_of_campaigns.cap_key
            and met.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

    inner join caps
        on met.cap_key = caps.cap_key

    left join caps_of_customers
        on
            met.cap_key = caps_of_customers.cap_key
            and met.customer_key = caps_of_customers.customer_key

    where
        not caps.is_personal
        or caps_of_customers.customer_key is not null

    group by met.walk_rank

)

select * from final
