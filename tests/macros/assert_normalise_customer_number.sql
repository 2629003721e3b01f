{# The till's 12346.0 and the loyalty card's 12346 are one customer. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, '12346', '12346'),
        (2, '12346.0', '12346'),
        (3, ' 12346.00 ', '12346'),
        (4, 'ab-12', 'AB-12'),
        (5, '0012346', '0012346'),
        (6, '12346.5', '12346.5'),
        (7, ' ', null),
        (8, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where {{ normalise_customer_number('raw_text') }} is distinct from expected_text

)

select * from final
