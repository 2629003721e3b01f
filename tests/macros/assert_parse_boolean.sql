{# What is neither yes nor no is unknown, never no. #}
with

cases (case_number, raw_text, expected_value) as (

    values
        (1, 'TRUE', true),
        (2, 'true', true),
        (3, ' t ', true),
        (4, 'Yes', true),
        (5, '1', true),
        (6, 'FALSE', false),
        (7, '0', false),
        (8, 'no', false),
        (9, 'maybe', null),
        (10, '', null),
        (11, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_value

    from cases
    where {{ parse_boolean('raw_text') }} is distinct from expected_value

)

select * from final
