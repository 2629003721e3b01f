{#
    Grain: one row per zone key, channel and stretch of the decision date (in the
    customer's own time) in which the channel may be used in every zone of the
    key at once. Start included, end excluded, UTC. A window over midnight
    (21:00 to 09:00) is open at both ends of the day.
#}
with

zones as (

    select * from {{ ref('int_send_zones_listed') }}

),

channels as (

    select * from {{ ref('channels') }}

),

channels_on_their_days as (

    select
        channel,
        coalesce(send_from, '00:00') as send_from,
        coalesce(send_until, '24:00') as send_until

    from channels

    where
        send_days is null
        or {{ list_contains_item('send_days', weekday_name(decision_date())) }}

),

stretches_local as (

    select
        channel,
        send_from as from_time,
        send_until as until_time

    from channels_on_their_days

    where send_from < send_until

    union all

    select
        channel,
        send_from as from_time,
        '24:00' as until_time

    from channels_on_their_days

    where send_from >= send_until

    union all

    select
        channel,
        '00:00' as from_time,
        send_until as until_time

    from channels_on_their_days

    where
        send_from >= send_until
        and send_until > '00:00'

),

stretches_utc as (

    select
        zones.zone_key,
        zones.time_zone,
        stretches_local.channel,
        {{ local_time_to_utc('stretches_local.from_time', 'zones.time_zone') }} as opens_at,
        {{ local_time_to_utc('stretches_local.until_time', 'zones.time_zone') }} as closes_at

    from zones

    cross join stretches_local

),

zone_counts as (

    select
        zone_key,
        count(*) as zone_count

    from zones

    group by zone_key

),

-- Every stretch open to all zones starts where the stretch of some zone starts
-- and ends where the first of those that are open then closes.
common_stretches as (

    select
        first_stretches.zone_key,
        first_stretches.channel,
        first_stretches.opens_at,
        min(other_stretches.closes_at) as closes_at,
        count(distinct other_stretches.time_zone) as open_zone_count

    from stretches_utc as first_stretches

    inner join stretches_utc as other_stretches
        on
            first_stretches.zone_key = other_stretches.zone_key
            and first_stretches.channel = other_stretches.channel
            and first_stretches.opens_at >= other_stretches.opens_at
            and first_stretches.opens_at < other_stretches.closes_at

    group by first_stretches.zone_key, first_stretches.channel, first_stretches.opens_at

),

final as (

    select
        common_stretches.zone_key,
        common_stretches.channel,
        common_stretches.opens_at,
        common_stretches.closes_at

    from common_stretches

    inner join zone_counts
        on common_stretches.zone_key = zone_counts.zone_key

    where common_stretches.open_zone_count = zone_counts.zone_count

)

select * from final
