{#
    Grain: one row per attribute (segment, class, stage or phase), value a day
    before `as_of` and value now: how many people moved from the one to the
    other, and how many stayed where both are the same. Everybody is in one row
    per attribute, so a column adds up to all people.
#}
with

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

profile_history as (

    select * from {{ ref('fct_profile_history') }}

),

values_now as (

    {{ profile_classes('profiles') }}

),

moves as (

    select
        values_now.attribute,
        coalesce(values_now.value, 'none') as value,
        case
            when profile_history.customer_id is null
                then coalesce(values_now.value, 'none')
            else coalesce(profile_history.previous_value, 'none')
        end as previous_value

    from values_now

    left join profile_history
        on
            values_now.customer_id = profile_history.customer_id
            and values_now.attribute = profile_history.attribute

),

final as (

    select
        -- text
        attribute,
        previous_value,
        value,

        -- numbers
        count(*) as customer_count,

        -- booleans
        previous_value <> value as is_move,

        -- times
        {{ decision_date() }} as decision_date

    from moves

    group by attribute, previous_value, value

)

select * from final
