{# A time without an offset is in the zone of its source; one with an offset is not. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '2026-07-01 12:00:00', '2026-07-01 10:00:00'),
        (2, '2026-01-01 12:00:00', '2026-01-01 11:00:00'),
        (3, '2026-07-01T12:00:00Z', '2026-07-01 12:00:00'),
        (4, '2026-07-01 12:00:00+05:00', '2026-07-01 07:00:00'),
        (5, '3/4/2026 12:00', '2026-03-04 11:00:00'),
        (6, '25.12.2026', '2026-12-24 23:00:00')

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ parse_timestamp(
            'raw_text', 'none', time_zone='Europe/Madrid', date_order='month_first'
        ) }} is distinct from cast(expected_text as timestamp)

)

select * from final
