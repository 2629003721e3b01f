{#
    Grain: one row per profiled customer who has bought: the history as the models
    of the literature read it. The first purchase opens it and is counted in
    neither the repeats nor their amount.
#}
with

purchase_days as (

    select * from {{ ref('int_customer_purchase_days') }}

),

moments as (

    select *
    from {{ ref('int_scoring_moments') }}
    where lag_days = 0

),

first_days as (

    select
        customer_id,
        min(ordered_date) as first_ordered_date

    from purchase_days

    group by customer_id

),

summed as (

    select
        purchase_days.customer_id,
        first_days.first_ordered_date,
        max(purchase_days.ordered_date) as last_ordered_date,
        count(*) - 1 as repeat_count,
        sum(
            case
                when purchase_days.ordered_date > first_days.first_ordered_date
                    then purchase_days.sales_amount
                else 0
            end
        ) as repeat_amount,
        sum(purchase_days.sales_amount) as sales_amount

    from purchase_days

    inner join first_days
        on purchase_days.customer_id = first_days.customer_id

    group by
        purchase_days.customer_id,
        first_days.first_ordered_date

),

final as (

    select
        -- ids
        summed.customer_id,

        -- numbers
        cast(summed.repeat_count as bigint) as repeat_count,
        cast({{ days_between('summed.first_ordered_date', 'summed.last_ordered_date') }} as bigint)
            as last_repeat_age_days,
        cast({{ days_between('summed.first_ordered_date', 'moments.scored_date') }} as bigint)
            as customer_age_days,
        cast(summed.repeat_amount as decimal(18, 4)) as repeat_amount,
        cast(summed.sales_amount as decimal(18, 4)) as sales_amount

    from summed

    cross join moments

)

select * from final
