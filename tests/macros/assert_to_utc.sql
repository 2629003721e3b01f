{#
    Where the clock falls back, a doubled hour is the first of the two; where it
    jumps, the missing hour is read as if it had not. The same on every engine.
#}
with

cases (case_number, local_text, time_zone, expected_text) as (

    values
        (1, '2026-10-25 01:30:00', 'Europe/Madrid', '2026-10-24 23:30:00'),
        (2, '2026-10-25 02:30:00', 'Europe/Madrid', '2026-10-25 00:30:00'),
        (3, '2026-10-25 03:30:00', 'Europe/Madrid', '2026-10-25 02:30:00'),
        (4, '2026-03-29 02:30:00', 'Europe/Madrid', '2026-03-29 01:30:00'),
        (5, '2026-03-29 03:30:00', 'Europe/Madrid', '2026-03-29 01:30:00'),
        (6, '2026-11-01 00:00:00', 'America/Havana', '2026-11-01 04:00:00'),
        (7, '2026-04-05 01:45:00', 'Australia/Lord_Howe', '2026-04-04 14:45:00'),
        (8, '2026-04-05 02:15:00', 'Australia/Lord_Howe', '2026-04-04 15:45:00'),
        (9, '2026-04-05 03:00:00', 'Australia/Lord_Howe', '2026-04-04 16:30:00')

),

final as (

    select
        case_number,
        local_text,
        expected_text

    from cases

    where
        {{ to_utc('cast(local_text as timestamp)', 'time_zone') }}
        is distinct from cast(expected_text as timestamp)

)

select * from final
