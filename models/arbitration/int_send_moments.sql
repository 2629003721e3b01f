{#
    Grain: one row per zone key, channel and send time that leaves a moment on
    the decision date: the first one from `as_of` on that the channel's hours
    allow. `asap` is the earliest such moment; a fixed hour (hh:mm, in the usual
    zone of the key) is that moment or none at all. `preferred:hh` is the first
    one from that hour on, else the earliest: what a customer answers best is a
    wish, and a wish for an hour the channel never allows must not silence them.
    `closes_at` is the end of the channel's hours that hold the moment.
#}
with

windows as (

    select * from {{ ref('int_send_windows_opened') }}

),

zones as (

    select * from {{ ref('int_send_zones_listed') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

hours as (

    select * from {{ ref('int_list_positions') }}

),

fixed_times as (

    select distinct send_time
    from campaigns
    where send_time not in ('asap', 'preferred')

),

preferred_hours as (

    select
        'preferred:' || lpad(cast(position - 1 as {{ dbt.type_string() }}), 2, '0')
            as send_time,
        lpad(cast(position - 1 as {{ dbt.type_string() }}), 2, '0') || ':00'
            as from_time

    from hours

    where position <= 24

),

zone_keys as (

    select distinct
        zone_key,
        usual_time_zone

    from zones

),

fixed_moments as (

    select
        zone_keys.zone_key,
        fixed_times.send_time,
        {{ local_time_to_utc('fixed_times.send_time', 'zone_keys.usual_time_zone') }}
            as planned_send_at

    from zone_keys

    cross join fixed_times

),

fixed_moments_allowed as (

    select
        fixed_moments.zone_key,
        windows.channel,
        fixed_moments.send_time,
        fixed_moments.planned_send_at

    from fixed_moments

    inner join windows
        on
            fixed_moments.zone_key = windows.zone_key
            and fixed_moments.planned_send_at >= windows.opens_at
            and fixed_moments.planned_send_at < windows.closes_at

    where fixed_moments.planned_send_at >= {{ as_of() }}

),

earliest_moments as (

    select
        zone_key,
        channel,
        'asap' as send_time,
        min(greatest(opens_at, {{ as_of() }})) as planned_send_at

    from windows

    where closes_at > {{ as_of() }}

    group by zone_key, channel

),

preferred_starts as (

    select
        zone_keys.zone_key,
        preferred_hours.send_time,
        greatest(
            {{ local_time_to_utc('preferred_hours.from_time', 'zone_keys.usual_time_zone') }},
            {{ as_of() }}
        ) as starts_at

    from zone_keys

    cross join preferred_hours

),

preferred_moments as (

    select
        preferred_starts.zone_key,
        windows.channel,
        preferred_starts.send_time,
        min(greatest(windows.opens_at, preferred_starts.starts_at)) as planned_send_at

    from preferred_starts

    inner join windows
        on
            preferred_starts.zone_key = windows.zone_key
            and preferred_starts.starts_at < windows.closes_at

    group by preferred_starts.zone_key, windows.channel, preferred_starts.send_time

),

preferred_or_earliest as (

    select
        earliest_moments.zone_key,
        earliest_moments.channel,
        preferred_hours.send_time,
        coalesce(preferred_moments.planned_send_at, earliest_moments.planned_send_at)
            as planned_send_at

    from earliest_moments

    cross join preferred_hours

    left join preferred_moments
        on
            earliest_moments.zone_key = preferred_moments.zone_key
            and earliest_moments.channel = preferred_moments.channel
            and preferred_hours.send_time = preferred_moments.send_time

),

moments as (

    select
        zone_key,
        channel,
        send_time,
        planned_send_at

    from earliest_moments

    union

    select
        zone_key,
        channel,
        send_time,
        planned_send_at

    from preferred_or_earliest

    union

    select
        zone_key,
        channel,
        send_time,
        planned_send_at

    from fixed_moments_allowed

),

final as (

    select
        moments.zone_key,
        moments.channel,
        moments.send_time,
        moments.planned_send_at,
        windows.closes_at

    from moments

    inner join windows
        on
            moments.zone_key = windows.zone_key
            and moments.channel = windows.channel
            and moments.planned_send_at >= windows.opens_at
            and moments.planned_send_at < windows.closes_at

)

select * from final
