{# A name keeps what a person sees of it, and nothing else. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, ' Ana  María ', 'Ana María'),
        (2, 'O''Brien "Bob"', 'O''Brien "Bob"'),
        (3, '{{ "\u202eAna\u202c" }}', 'Ana'),
        (4, '{{ "Ana\u00a0\u3000Ruiz" }}', 'Ana Ruiz'),
        (5, '{{ "Ana\tRuiz\r\n" }}', 'Ana Ruiz'),
        (6, '{{ "Ana \U0001F600" }}', '{{ "Ana \U0001F600" }}'),
        (7, '=cmd()', '=cmd()'),
        (8, '{{ "\u200f\u200b \u0007" }}', null),
        (9, '', null),
        (10, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where {{ normalise_name('raw_text') }} is distinct from expected_text

)

select * from final
