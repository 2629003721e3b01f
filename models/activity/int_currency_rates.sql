{#
    Grain: one row per currency and span in which one rate holds. The business
    currency is worth 1 on any day, whatever the policy says about it.
#}
with

fx_rates as (

    select * from {{ ref('fx_rates') }}

),

rates as (

    select
        upper(trim(currency)) as currency,
        cast(valid_from_date as date) as valid_from_date,
        cast(rate as decimal(18, 8)) as rate

    from fx_rates

    where
        upper(trim(currency)) <> upper('{{ var("currency") }}')
        and rate > 0

    union all

    select
        upper('{{ var("currency") }}') as currency,
        cast('1900-01-01' as date) as valid_from_date,
        cast(1 as decimal(18, 8)) as rate

),

final as (

    select
        -- ids
        currency,

        -- numbers
        rate,

        -- times
        valid_from_date,
        lead(valid_from_date, 1, cast('9999-12-31' as date)) over (
            partition by currency
            order by valid_from_date, rate
        ) as valid_until_date

    from rates

)

select * from final
