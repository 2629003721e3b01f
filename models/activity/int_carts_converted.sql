{#
    Grain: one row per staged cart that was opened by `as_of`, with what its
    currency was worth on that day. What happened to it later has not happened:
    a later completion leaves it open, a later change leaves it as it was opened.
#}
with

carts as (

    select * from {{ ref('int_carts_happened') }}

),

currency_rates as (

    select * from {{ ref('int_currency_rates') }}

),

carts_dated as (

    select
        *,
        upper(trim(currency)) as currency_code,
        {{ business_date('created_at') }} as created_date

    from carts

),

final as (

    select
        -- ids
        carts_dated.cart_id,
        carts_dated.cart_token,
        carts_dated.source_name,
        carts_dated.source_record_id,
        carts_dated.visitor_id,
        carts_dated.anonymous_visitor_id,

        -- text
        carts_dated.resume_url,
        carts_dated.currency_code as currency,
        case
            when carts_dated.total_amount is null then null
            when currency_rates.rate is not null then null
            when carts_dated.currency_code is null then 'no_currency'
            else 'no_rate'
        end as fault_reason,

        -- numbers
        currency_rates.rate,
        carts_dated.total_amount,

        -- times
        carts_dated.created_at,
        case
            when carts_dated.updated_at <= {{ as_of() }} then carts_dated.updated_at
            else carts_dated.created_at
        end as updated_at,
        case
            when carts_dated.completed_at <= {{ as_of() }}
                then carts_dated.completed_at
        end as completed_at

    from carts_dated

    left join currency_rates
        on
            carts_dated.currency_code = currency_rates.currency
            and carts_dated.created_date >= currency_rates.valid_from_date
            and carts_dated.created_date < currency_rates.valid_until_date

)

select * from final
