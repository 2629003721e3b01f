-- Guards convert_amount: a large amount is converted, not refused by the engine for the decimal
-- places that amount and rate have together.
with

cases (amount, rate, expected) as (

    values
    (12345678.9000, 1.00000000, 12345678.9000),
    (-250.0000, 10000000.00000000, -2500000000.0000),
    (10.0000, 0.00005000, 0.0005),
    (99999999999999.9999, 1.00000000, 99999999999999.9999),
    (null, 1.00000000, null)

)

select
    amount,
    rate,
    expected

from cases

where
    {{ convert_amount('cast(amount as decimal(18, 4))', 'cast(rate as decimal(18, 8))') }}
    is distinct from cast(expected as decimal(18, 4))
