{#
    Grain: one row per staged order that has happened, with what its currency
    was worth on its day. `fault_reason` says why an order cannot be counted in
    the business currency; such an order is listed in `fct_amount_faults`.
#}
with

orders as (

    select * from {{ ref('int_orders_happened') }}

),

currency_rates as (

    select * from {{ ref('int_currency_rates') }}

),

orders_dated as (

    select
        *,
        upper(trim(currency)) as currency_code,
        {{ business_date('ordered_at') }} as ordered_date

    from orders

),

final as (

    select
        -- ids
        orders_dated.order_id,
        orders_dated.source_name,
        orders_dated.source_record_id,
        orders_dated.anonymous_visitor_id,

        -- text
        orders_dated.order_type,
        orders_dated.currency_code as currency,
        case
            when currency_rates.rate is not null then null
            when orders_dated.currency_code is null then 'no_currency'
            else 'no_rate'
        end as fault_reason,

        -- numbers
        currency_rates.rate,
        orders_dated.gross_amount,
        orders_dated.discount_amount,
        orders_dated.net_amount,

        -- booleans
        coalesce(orders_dated.is_cancelled, false) as is_cancelled,

        -- times
        orders_dated.ordered_date,
        orders_dated.ordered_at

    from orders_dated

    left join currency_rates
        on
            orders_dated.currency_code = currency_rates.currency
            and orders_dated.ordered_date >= currency_rates.valid_from_date
            and orders_dated.ordered_date < currency_rates.valid_until_date

)

select * from final
