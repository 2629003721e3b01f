-- Guards rule_row_holds: an unknown value satisfies nothing but is_null, numbers compare as
-- numbers and not as texts, also those in lists.
with

cases (text_value, number_value, operator, value, value_number, expected) as (

    values
    ('10.0000', 10.0, '>', '9', 9.0, true),
    ('10.0000', 10.0, '<=', '9', 9.0, false),
    ('10.0000', 10.0, 'in', '9|10', null, true),
    ('10.0000', 10.0, 'not_in', '9|10', null, false),
    ('0.5000', 0.5, 'in', '0.5|0.25', null, true),
    ('0.5000', 0.5, 'not_in', '0.5|0.25', null, false),
    ('0.7500', 0.75, 'in', '0.5|0.25', null, false),
    ('0.7500', 0.75, 'not_in', '0.5|0.25', null, true),
    ('3', 3, 'in', '1|3.0', null, true),
    ('champions', null, '=', 'champions', null, true),
    ('champions', null, '!=', 'lost', null, true),
    ('champions', null, 'in', 'lost|champions', null, true),
    ('champion', null, 'in', 'lost|champions', null, false),
    ('2026-03-01', null, '<', '2026-10-01', null, true),
    (null, null, '!=', 'lost', null, false),
    (null, null, 'not_in', 'lost', null, false),
    (null, null, 'is_null', null, null, true),
    (null, null, 'is_not_null', null, null, false),
    ('lost', null, 'is_not_null', null, null, true)

)

select
    text_value,
    operator,
    value,
    expected

from cases

where
    {{ rule_row_holds(
        'cast(text_value as ' ~ dbt.type_string() ~ ')',
        'cast(number_value as decimal(18, 4))',
        'operator',
        'cast(value as ' ~ dbt.type_string() ~ ')',
        'cast(value_number as decimal(18, 4))'
    ) }} is distinct from expected
