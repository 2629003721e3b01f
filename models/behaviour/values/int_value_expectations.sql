{#
    Grain: one row per repeat count and customer age there is: how many purchases
    to expect of such a customer who is still alive.

    Each purchase may be the last, with a probability that differs from customer to
    customer by a beta distribution. Given it, the purchases to expect are known in
    closed form; their mean over the beta distribution is what the literature writes
    with the Gaussian hypergeometric function (Fader, Hardie, Lee 2005, equation 10),
    here summed over steps that lie dense where the distribution has its weight and
    reach far out into its tails (a trapezoidal rule after a double exponential
    change of variable). Every term is positive and no parameter is singular, so it
    holds to 6 digits where series of that function lose all of them.
#}
with

histories as (

    select distinct
        repeat_count,
        customer_age_days

    from {{ ref('int_customer_purchase_histories') }}

),

parameters as (

    select * from {{ ref('int_value_parameters') }}

),

steps (step_number) as (

    {{ values_of_whole_numbers(-130, 130) }}

),

reaches as (

    select
        cast(step_number as double) as step_number,
        (exp(step_number * cast(0.1 as double)) - exp(step_number * cast(-0.1 as double))) / 2
            as reach,
        (exp(step_number * cast(0.1 as double)) + exp(step_number * cast(-0.1 as double))) / 2
            as step_width

    from steps

),

-- What is believed of a customer who is alive: a gamma distribution of the rate,
-- a beta distribution of the probability to leave after a purchase.
beliefs as (

    select
        histories.repeat_count,
        histories.customer_age_days,
        parameters.r + histories.repeat_count as rate_shape,
        parameters.alpha + histories.customer_age_days as rate_scale,
        parameters.a as leave_shape,
        parameters.b + histories.repeat_count as stay_shape

    from histories

    cross join parameters

),

beliefs_centred as (

    select
        *,
        ln(leave_shape / stay_shape) as middle_logit,
        least(sqrt(1 / leave_shape + 1 / stay_shape), 1) as spread

    from beliefs

),

steps_taken as (

    select
        beliefs_centred.*,
        reaches.step_width,
        beliefs_centred.middle_logit + beliefs_centred.spread * reaches.reach as leave_logit

    from beliefs_centred

    cross join reaches

),

steps_weighed as (

    select
        *,
        {{ probability_of_logit('leave_logit') }} as leave_probability,
        {{ log_beta_density('leave_logit', 'leave_shape', 'stay_shape') }}
        - {{ log_beta_density('middle_logit', 'leave_shape', 'stay_shape') }} as log_weight

    from steps_taken

),

-- As decimals, so that the sums do not depend on the order of rows.
steps_counted as (

    select
        *,
        step_width * exp(log_weight) as weight

    from steps_weighed

    -- What weighs less does not show in the sums.
    where log_weight > -60

),

summed as (

    select
        repeat_count,
        customer_age_days,
        rate_shape,
        rate_scale,
        sum(cast(weight as decimal(38, 18))) as weight,
        sum({{ weighed_share_of_purchases('30') }}) as weight_30d,
        sum({{ weighed_share_of_purchases('90') }}) as weight_90d,
        sum({{ weighed_share_of_purchases('365') }}) as weight_365d

    from steps_counted

    group by
        repeat_count,
        customer_age_days,
        rate_shape,
        rate_scale

),

final as (

    select
        -- numbers
        repeat_count,
        customer_age_days,
        rate_shape / rate_scale * 30 * cast(weight_30d as double) / cast(weight as double)
            as expected_orders_30d,
        rate_shape / rate_scale * 90 * cast(weight_90d as double) / cast(weight as double)
            as expected_orders_90d,
        rate_shape / rate_scale * 365 * cast(weight_365d as double) / cast(weight as double)
            as expected_orders_365d

    from summed

)

select * from final
