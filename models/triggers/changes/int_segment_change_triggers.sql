{#
    Grain: one row per customer who stands in another RFM segment than a day
    earlier. Once per step between two segments after the same purchase.
    It is open on the day on which it is found.
#}
with

changes as (

    select *
    from {{ ref('int_changes_timed') }}
    where attribute = 'rfm_segment'

),

rules as (

    select
        {{ pivot_parameters(['valid_hours']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'segment_change'

),

changes_timed as (

    select
        changes.customer_id,
        changes.previous_value,
        changes.value,
        changes.since_purchase,
        changes.changed_at as triggered_at,
        {{ add_seconds('changes.changed_at', 'rules.valid_hours * 3600') }} as expires_at

    from changes

    cross join rules

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'segment_change' as trigger_name,
        'customer' as subject_type,
        customer_id as subject_id,
        since_purchase as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        value || ' after ' || coalesce(previous_value, 'none') as evidence,

        -- numbers
        cast(0.5 as decimal(5, 4)) as strength,

        -- times
        triggered_at,
        expires_at

    from changes_timed

    where {{ is_open('triggered_at', 'expires_at') }}

)

select * from final
