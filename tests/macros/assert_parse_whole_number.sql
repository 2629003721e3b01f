{# What is counted has no fraction: engines would round it, each in its own way. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '2', '2'),
        (2, '2.0', '2'),
        (3, '-12', '-12'),
        (4, '1e1', '10'),
        (5, ' 3 ', '3'),
        (6, '0', '0'),
        (7, '1,000', '1000'),
        (8, '2.5', null),
        (9, '0,5', null),
        (10, 'two', null),
        (11, '', null),
        (12, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ parse_whole_number('raw_text') }}
        is distinct from cast(expected_text as bigint)

)

select * from final
