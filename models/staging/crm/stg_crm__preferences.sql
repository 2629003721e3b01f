{#
    Grain: one row per wish of a person. One that cannot be read says nothing, so
    that what was wished before still holds.
#}
with

preferences as (

    select * from {{ ref('int_crm__preferences_reviewed') }}
    where row_status = 'staged' and not is_value_unreadable

),

final as (

    {{ fill_shape('preferences', {
        'source_name': "'crm'",
        'preference_id': "'crm:' || " ~ hash_key(
            ['record_id', 'preference', 'preference_value', format_timestamp('recorded_at')]
        ),
        'source_record_id': 'record_id',
        'preference': 'preference',
        'value': 'preference_value',
        'recorded_at': 'recorded_at',
    }) }}

    from preferences

)

select * from final
