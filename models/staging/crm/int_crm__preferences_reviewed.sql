{#
    Grain: one row per raw wish, parsed, with what became of it. A wish has no key
    of its own: the same wish delivered again is the same.
#}
{% set required = ['record_id', 'preference', 'recorded_at'] %}
with

preferences as (

    select * from {{ source('crm', 'preferences') }}

),

parsed as (

    select
        {{ normalise_key('record_id') }} as record_id,
        record_id as record_id_raw,
        lower({{ clean_text('preference') }}) as preference,
        preference as preference_raw,
        {{ clean_text('value') }} as preference_value,
        {{ parse_timestamp('recorded_at', 'crm') }} as recorded_at,
        recorded_at as recorded_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from preferences

),

final as (

    select
        -- ids
        record_id,

        -- text
        preference,
        preference_value,

        -- times
        recorded_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['record_id', 'preference', 'preference_value', 'recorded_at'],
            content=['record_id_raw', 'preference_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        cast(null as {{ dbt.type_string() }}) as field_faults,
        record_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
