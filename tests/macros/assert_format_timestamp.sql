{# Two moments within one second are two, and both engines write them alike. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '2026-01-31 09:30:00', '2026-01-31 09:30:00.000000'),
        (2, '2026-01-31 09:30:00.25', '2026-01-31 09:30:00.250000'),
        (3, '2026-01-31 09:30:00.250001', '2026-01-31 09:30:00.250001'),
        (4, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ format_timestamp('cast(raw_text as timestamp)') }}
        is distinct from expected_text

)

select * from final
