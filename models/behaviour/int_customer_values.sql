{#
    Grain: one row per profiled customer who has bought: what the future is
    likely to bring.

    Probability alive is that of the BG/NBD model (Fader, Hardie, Lee 2005), on
    purchase days. Expected orders are an estimate: the posterior rate of the
    same model, times the probability alive, times 90 days; it leaves out that a
    customer may stop within them. The average order is drawn towards that of
    everyone, for few orders say little.
#}
with

measures as (

    select *
    from {{ ref('int_customer_measures') }}
    where
        lag_days = 0
        and purchase_day_count > 0

),

model_parameters as (

    select
        {{ pivot_parameters(['r', 'alpha', 'a', 'b']) }}

    from {{ ref('value_model_parameters') }}

    where model = 'bg_nbd'

),

parameters as (

    select
        {{ pivot_parameters(['value_prior_orders']) }}

    from {{ ref('profile_parameters') }}

),

base_orders as (

    select
        sum(sales_amount) as sales_amount,
        sum(order_count) as order_count

    from measures

),

base_average as (

    select {{ average_amount('sales_amount', 'order_count') }} as average_order_amount
    from base_orders

),

-- As in the literature: repeat purchases, the age of the last one, the age now.
histories as (

    select
        customer_id,
        sales_amount,
        cast(order_count as double) as order_count,
        cast(purchase_day_count - 1 as double) as repeat_count,
        cast({{ days_between('first_ordered_date', 'last_ordered_date') }} as double)
            as last_purchase_age,
        cast(tenure_days as double) as customer_age

    from measures

),

model_applied as (

    select
        histories.customer_id,
        histories.repeat_count,
        case
            when histories.repeat_count = 0 then cast(1 as double)
            else
                1
                / (
                    1
                    + cast(model_parameters.a as double)
                    / (cast(model_parameters.b as double) + histories.repeat_count - 1)
                    * power(
                        (cast(model_parameters.alpha as double) + histories.customer_age)
                        / (cast(model_parameters.alpha as double) + histories.last_purchase_age),
                        cast(model_parameters.r as double) + histories.repeat_count
                    )
                )
        end as probability_alive,
        (cast(model_parameters.r as double) + histories.repeat_count)
        / (cast(model_parameters.alpha as double) + histories.customer_age)
            as purchases_per_day,
        (
            cast(histories.sales_amount as double)
            + cast(parameters.value_prior_orders as double)
            * cast(base_average.average_order_amount as double)
        )
        / (histories.order_count + cast(parameters.value_prior_orders as double))
            as expected_order_amount

    from histories

    cross join model_parameters

    cross join parameters

    cross join base_average

),

final as (

    select
        -- ids
        customer_id,

        -- numbers
        cast(probability_alive as decimal(5, 4)) as probability_alive,
        cast(probability_alive * purchases_per_day * 90 as decimal(18, 4))
            as expected_orders_90d,
        cast(probability_alive * purchases_per_day * 90 * expected_order_amount as decimal(18, 4))
            as expected_value_amount,
        cast(case when repeat_count > 0 then 1 - probability_alive end as decimal(5, 4))
            as churn_risk

    from model_applied

)

select * from final
