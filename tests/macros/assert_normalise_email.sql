{# Two spellings of one address must meet; what is no address must not become one. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, 'ana@example.com', 'ana@example.com'),
        (2, ' Ana@Example.COM ', 'ana@example.com'),
        (3, '{{ "\u00a0ana@example.com\u200b" }}', 'ana@example.com'),
        (4, '{{ "\u202eana@example.com" }}', 'ana@example.com'),
        (5, 'ana.b+shop@mail.example.co.uk', 'ana.b+shop@mail.example.co.uk'),
        (6, 'josé@correo.es', 'josé@correo.es'),
        (7, 'o''brien@example.ie', 'o''brien@example.ie'),
        (8, 'ab0bf25ab8b2a6b78af26a141dd6f455', null),
        (9, 'ana@example', null),
        (10, 'ana@@example.com', null),
        (11, 'ana@example.com, eva@example.com', null),
        (12, 'ana @example.com', null),
        (13, '@example.com', null),
        (14, 'ana@-example.com', null),
        (15, 'ana@example..com', null),
        (16, '', null),
        (17, repeat('a', 10000) || '@example.com', null),
        (18, repeat('a', 250) || '@example.com', null),
        (19, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where {{ normalise_email('raw_text') }} is distinct from expected_text

)

select * from final
