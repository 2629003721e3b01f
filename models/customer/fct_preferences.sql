{#
    Grain: one row per preference a person stated. Of pause_until, max_contacts_per_week
    and preferred_channel the latest statement is current; likes, dislikes and "already
    bought" are kept per thing, and of liking and disliking one thing the latest holds. Of
    two answers of one moment the stricter counts: the fewer contacts, the longer pause.
#}
with

preferences as (

    {{ union_staged('preferences') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

stated as (

    select
        preferences.preference_id,
        customer_records.customer_id,
        preferences.source_record_id,
        preferences.source_name,
        preferences.preference,
        preferences.value,
        preferences.recorded_at,
        case
            when preferences.preference in ('interested_in', 'not_interested_in')
                then 'interest:' || coalesce(preferences.value, '')
            when preferences.preference = 'already_bought'
                then 'bought:' || coalesce(preferences.value, '')
            else preferences.preference
        end as question,
        -- Whole numbers without leading zeros: the shorter is the smaller.
        case
            when preferences.preference = 'max_contacts_per_week'
                then length(preferences.value)
        end as digit_count,
        case when preferences.preference = 'pause_until' then preferences.value end
            as paused_until

    from preferences
    inner join customer_records
        on
            preferences.source_name = customer_records.source_name
            and preferences.source_record_id = customer_records.source_record_id

    where preferences.recorded_at <= {{ as_of() }}

),

numbered as (

    select
        preference_id,
        customer_id,
        source_record_id,
        source_name,
        preference,
        value,
        recorded_at,
        row_number() over (
            partition by customer_id, question
            order by
                recorded_at desc,
                preference desc,
                digit_count asc nulls last,
                paused_until desc nulls last,
                value asc nulls last,
                source_name asc,
                preference_id asc
        ) as recency

    from stated

),

final as (

    select
        -- ids
        preference_id,
        customer_id,
        source_record_id,

        -- text
        source_name,
        preference,
        value,

        -- booleans
        recency = 1 as is_current,

        -- times
        recorded_at

    from numbered

)

select * from final
