{# Days ago are counted from the decision date; all else is the lower-case text itself. #}
with

cases (case_number, value, expected_days, expected_text) as (

    values
        (1, '0 days ago', 0, null),
        (2, '1 day ago', 1, null),
        (3, ' 180 Days ago ', 180, null),
        (4, '2026-01-31', null, '2026-01-31'),
        (5, 'Champions|Loyal', null, 'champions|loyal'),
        (6, '12', null, '12'),
        (7, 'some days ago', null, 'some days ago'),
        (8, null, null, null)

),

final as (

    select
        case_number,
        value

    from cases
    where
        {{ rule_value_text('value') }}
        is distinct from coalesce(
            expected_text,
            cast(
                {{ add_days(decision_date(), '-cast(expected_days as int)') }}
                as {{ dbt.type_string() }}
            )
        )

)

select * from final
