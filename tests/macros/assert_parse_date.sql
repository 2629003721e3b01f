{# A birth date is the day that was written, whatever stands behind it. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '1985-03-04', '1985-03-04'),
        (2, '1985-03-04T23:30:00-05:00', '1985-03-04'),
        (3, '04/03/1985', '1985-03-04'),
        (4, '4.3.1985', '1985-03-04'),
        (5, '03/25/1985', '1985-03-25'),
        (6, '1985-02-29', null),
        (7, '0000-00-00', null),
        (8, '1885-03-04', null),
        (9, '85-03-04', null),
        (10, '1985-03', null),
        (11, '2100-12-31', '2100-12-31'),
        (12, '', null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ parse_date('raw_text', 'none') }}
        is distinct from cast(expected_text as date)

)

select * from final
