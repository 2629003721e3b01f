{#
    Grain: one row per row of audience_rules.csv, with the value it compares to
    also as a number.
#}
with

audience_rules as (

    select * from {{ ref('audience_rules') }}

),

final as (

    select
        -- ids
        audience_rule_id,
        any_of,
        {{ hash_key([
            'audience_rule_id', 'any_of', 'subject', 'subject_value', 'attribute',
            'operator', 'value'
        ]) }} as rule_row_id,

        -- text
        subject,
        lower(trim(subject_value)) as subject_value,
        attribute,
        operator,
        {{ rule_value_text('value') }} as value,

        -- numbers
        try_cast(value as decimal(18, 4)) as value_number

    from audience_rules

)

select * from final
