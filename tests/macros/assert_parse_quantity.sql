{# A quantity is what makes a line count: a word is not one, a minus is a return. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '6', '6'),
        (2, '6.0', '6'),
        (3, '-12', '-12'),
        (4, '0,5', '0.5'),
        (5, ' 3 ', '3'),
        (6, 'three', null),
        (7, '', null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where
        {{ parse_quantity('raw_text') }}
        is distinct from cast(expected_text as decimal(18, 4))

)

select * from final
