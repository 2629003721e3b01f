{#
    Grain: one row per contending candidate for which a cap is full before the walk
    begins, by the ledger or because it allows none, with the first such cap.
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

-- Caps that are the same for everyone they hold for.
full_by_count as (

    select
        counts_before.cap_key,
        counts_before.unit_key,
        caps.unit

    from counts_before

    inner join caps
        on counts_before.cap_key = caps.cap_key

    where counts_before.contact_count >= caps.max_contacts

),

full_for_all as (

    select
        caps.cap_key,
        caps_of_campaigns.campaign_channel_key

    from caps

    inner join caps_of_campaigns
        on caps.cap_key = caps_of_campaigns.cap_key

    where caps.max_contacts <= 0

),

full_by_wish as (

    select
        caps_of_customers.cap_key,
        caps_of_customers.customer_key

    from caps_of_customers

    inner join caps
        on caps_of_customers.cap_key = caps.cap_key

    left join counts_before
        on
            caps_of_customers.cap_key = counts_before.cap_key
            and caps_of_customers.customer_key = counts_before.unit_key

    where
        caps.is_customer_wish
        and coalesce(counts_before.contact_count, 0) >= caps_of_customers.max_contacts

),

met as (

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        full_by_count.cap_key

    from candidates

    inner join full_by_count
        on
            full_by_count.unit = 'customer'
            and candidates.customer_key = full_by_count.unit_key

    union all

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        full_by_count.cap_key

    from candidates

    inner join full_by_count
        on
            full_by_count.unit = 'contact_point'
            and candidates.contact_point_key = full_by_count.unit_key

    union all

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        full_by_wish.cap_key

    from candidates

    inner join full_by_wish
        on candidates.customer_key = full_by_wish.customer_key

    union all

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        full_for_all.cap_key

    from candidates

    inner join full_for_all
        on candidates.campaign_channel_key = full_for_all.campaign_channel_key

),

final as (

    select
        met.walk_rank,
        min(met.cap_key) as cap_key

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
