{# One line has one number, whether it was dialled from the village or from abroad. #}
with

cases (case_number, raw_text, calling_code, national_prefix, national_digits, expected_text) as (

    values
        (1, '+34 612 345 678', null, null, null, '+34612345678'),
        (2, '612 34 56 78', '34', null, 9, '+34612345678'),
        (3, '0034612345678', '34', null, 9, '+34612345678'),
        (4, '34612345678', '34', null, 9, '+34612345678'),
        (5, '020 7946 0958', '44', '0', 10, '+442079460958'),
        (6, '+44 (0)20 7946 0958', '44', '0', 10, '+442079460958'),
        (7, '(115) 061-1012', '1', '1', 10, '+11150611012'),
        (8, '1-212-555-0123', '1', '1', 10, '+12125550123'),
        (9, '212.555.0123 ext. 44', '1', '1', 10, '+12125550123'),
        (10, '06 30 123 4567', '36', '06', 9, '+36301234567'),
        (11, '06 1234 5678', '39', null, 11, '+390612345678'),
        (12, '612345678', null, null, null, null),
        (13, '12', '34', null, 9, null),
        (14, 'call me', '34', null, 9, null),
        (15, '+34 612 345 678 901 234', '34', null, 9, null),
        (16, '', '34', null, 9, null),
        (17, '+0034612345678', '34', null, 9, '+34612345678'),
        (18, '07911 123456', '34', null, 9, null),
        (19, cast(null as {{ dbt.type_string() }}), '34', '0', 9, null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ normalise_phone(
            'raw_text', 'calling_code', 'national_prefix', 'national_digits'
        ) }} is distinct from expected_text

)

select * from final
