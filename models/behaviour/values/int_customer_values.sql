{#
    Grain: one row per profiled customer who has bought: what the future is
    likely to bring, by BG/NBD (Fader, Hardie, Lee 2005: whether and how often) and
    Gamma-Gamma (Fader, Hardie 2013: how much), on purchase days.
#}
with

histories as (

    select * from {{ ref('int_customer_purchase_histories') }}

),

expectations as (

    select * from {{ ref('int_value_expectations') }}

),

parameters as (

    select * from {{ ref('int_value_parameters') }}

),

purchases_counted as (

    select
        cast(sum(sales_amount) as double) as sales_amount,
        cast(sum(repeat_count + 1) as double) as purchase_day_count

    from histories

),

-- A model whose scale is not trained takes that of the purchases there are.
usual_purchase as (

    select
        coalesce(
            parameters.p * parameters.v / (parameters.q - 1),
            purchases_counted.sales_amount / purchases_counted.purchase_day_count
        ) as usual_amount

    from parameters

    cross join purchases_counted

),

predictions as (

    select
        histories.customer_id,
        histories.repeat_count,
        {{ probability_alive(
            'cast(histories.repeat_count as double)',
            'histories.last_repeat_age_days',
            'histories.customer_age_days'
        ) }} as probability_alive,
        expectations.expected_orders_30d,
        expectations.expected_orders_90d,
        expectations.expected_orders_365d,
        (
            (parameters.q - 1) * usual_purchase.usual_amount
            + parameters.p * cast(histories.repeat_amount as double)
        )
        / (parameters.q - 1 + parameters.p * histories.repeat_count) as expected_order_amount

    from histories

    inner join expectations
        on
            histories.repeat_count = expectations.repeat_count
            and histories.customer_age_days = expectations.customer_age_days

    cross join parameters

    cross join usual_purchase

),

final as (

    select
        -- ids
        customer_id,

        -- numbers
        cast(probability_alive as decimal(9, 8)) as probability_alive,
        cast(probability_alive * expected_orders_30d as decimal(18, 8)) as expected_orders_30d,
        cast(probability_alive * expected_orders_90d as decimal(18, 8)) as expected_orders_90d,
        cast(probability_alive * expected_orders_365d as decimal(18, 8)) as expected_orders_365d,
        cast(expected_order_amount as decimal(18, 8)) as expected_order_amount,
        cast(
            probability_alive * expected_orders_90d * expected_order_amount as decimal(18, 4)
        ) as expected_value_amount,
        cast(case when repeat_count > 0 then 1 - probability_alive end as decimal(9, 8))
            as churn_risk

    from predictions

)

select * from final
