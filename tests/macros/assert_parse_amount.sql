{# The same amount, however a country or a spreadsheet writes it. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '1234.5', '1234.5'),
        (2, '1.234,56', '1234.56'),
        (3, '1,234.56', '1234.56'),
        (4, '1234,5', '1234.5'),
        (5, '€ 1.234,56', '1234.56'),
        (6, '12,50 €', '12.5'),
        (7, '$-3.10', '-3.1'),
        (8, '12.5 EUR', '12.5'),
        (9, 'GBP 1,000', '1000'),
        (10, '1 234,56', '1234.56'),
        (11, '1''234.50', '1234.5'),
        (12, '-11062.06', '-11062.06'),
        (13, '−5', '-5'),
        (14, '1.234.567', '1234567'),
        (15, '1,234,567', '1234567'),
        (16, '1.234', '1.234'),
        (17, '1,234', '1234'),
        (18, '0,125', '0.125'),
        (19, '12.0', '12'),
        (20, '1e-05', '0'),
        (21, '1E3', '1000'),
        (22, '1.23456', '1.2346'),
        (23, '.5', '0.5'),
        (24, '1,2,3', null),
        (25, '1.2.3', null),
        (26, 'abc', null),
        (27, '12abc', null),
        (28, 'nan', null),
        (29, 'inf', null),
        (30, '', null),
        (31, '-', null),
        (32, '999999999999999999', null),
        (33, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ parse_amount('raw_text') }}
        is distinct from cast(expected_text as decimal(18, 4))

)

select * from final
