{#
    Grain: one row per profiled customer and moment it is looked at from: where
    the customer stands between a first look and the time after a purchase. A
    fresh purchase outranks all; a cart filled since then outranks the time after
    it; a mere look does not. Null: nothing was seen that says so.
#}
with

measures as (

    select * from {{ ref('int_customer_measures') }}

),

interests as (

    select * from {{ ref('int_customer_interests') }}

),

moments as (

    select * from {{ ref('int_scoring_moments') }}

),

parameters as (

    select
        {{ pivot_parameters([
            'phase_purchase_days', 'phase_active_days', 'phase_active_intent_score',
            'phase_post_purchase_days', 'phase_initial_days',
        ]) }}

    from {{ ref('profile_parameters') }}

),

purchases_aged as (

    select
        measures.customer_id,
        measures.lag_days,
        cast(
            floor(
                cast(
                    {{ seconds_between('measures.last_ordered_at', 'moments.scored_at') }}
                    as double
                ) / 86400
            ) as integer
        ) as purchase_age

    from measures

    inner join moments
        on measures.lag_days = moments.lag_days

),

final as (

    select
        -- ids
        purchases_aged.customer_id,

        -- text
        case
            when purchases_aged.purchase_age < parameters.phase_purchase_days then 'purchase'
            when
                interests.last_cart_age < parameters.phase_active_days
                or interests.intent_score >= parameters.phase_active_intent_score
                then 'active_evaluation'
            when purchases_aged.purchase_age < parameters.phase_post_purchase_days
                then 'post_purchase'
            when interests.last_interest_age < parameters.phase_initial_days
                then 'initial_consideration'
        end as decision_phase,

        -- numbers
        purchases_aged.lag_days

    from purchases_aged

    left join interests
        on
            purchases_aged.customer_id = interests.customer_id
            and purchases_aged.lag_days = interests.lag_days

    cross join parameters

)

select * from final
