{#
    Grain: one row per source, product and moment at which a price was seen. Of
    several prices at one moment the lowest counts: it is the one shown.
#}
with

product_prices as (

    select * from {{ ref('int_product_prices_happened') }}

),

currency_rates as (

    select * from {{ ref('int_currency_rates') }}

),

prices_dated as (

    select
        source_name,
        product_id,
        upper(trim(currency)) as currency,
        observed_at,
        {{ business_date('observed_at') }} as observed_date,
        min(price_amount) as price_amount,
        min(compare_at_amount) as compare_at_amount

    from product_prices

    group by
        source_name,
        product_id,
        upper(trim(currency)),
        observed_at

),

final as (

    select
        -- ids
        {{ hash_key([
            'prices_dated.source_name', 'prices_dated.product_id', 'prices_dated.currency',
            format_timestamp('prices_dated.observed_at'),
        ]) }} as price_id,
        prices_dated.source_name,
        prices_dated.product_id,

        -- text
        prices_dated.currency,
        case
            when currency_rates.rate is not null then null
            when prices_dated.currency is null then 'no_currency'
            else 'no_rate'
        end as fault_reason,

        -- numbers
        currency_rates.rate,
        prices_dated.price_amount,
        prices_dated.compare_at_amount,

        -- times
        prices_dated.observed_at

    from prices_dated

    left join currency_rates
        on
            prices_dated.currency = currency_rates.currency
            and prices_dated.observed_date >= currency_rates.valid_from_date
            and prices_dated.observed_date < currency_rates.valid_until_date

)

select * from final
