{#
    Grain: one row per raw wish, parsed, with what became of it. A wish has no key
    of its own: the same wish delivered again is the same. A date, a number or a
    channel that cannot be read is no value, which is not the same as a wish that
    is taken back.
#}
{% set required = ['record_id', 'preference', 'recorded_at'] %}
{% set contacts_per_week = parse_whole_number('preferences.value') %}
with

preferences as (

    select * from {{ source('crm', 'preferences') }}

),

channels as (

    select * from {{ ref('channels') }}

),

parsed as (

    select
        {{ normalise_key('preferences.record_id') }} as record_id,
        preferences.record_id as record_id_raw,
        lower({{ clean_text('preferences.preference') }}) as preference,
        preferences.preference as preference_raw,
        {{ clean_text('preferences.value') }} as preference_value_raw,
        {{ parse_date('preferences.value', 'crm') }} as date_value,
        case when {{ contacts_per_week }} >= 0 then {{ contacts_per_week }} end as number_value,
        channels.channel as channel_value,
        {{ parse_timestamp('preferences.recorded_at', 'crm') }} as recorded_at,
        preferences.recorded_at as recorded_at_raw,
        preferences._delivery,
        preferences._delivery_number,
        preferences._row_number

    from preferences
    left join channels on {{ normalise_channel('preferences.value') }} = channels.channel

),

valued as (

    select
        record_id,
        record_id_raw,
        preference,
        preference_raw,
        case preference
            when 'pause_until' then cast(date_value as {{ dbt.type_string() }})
            when 'max_contacts_per_week' then cast(number_value as {{ dbt.type_string() }})
            when 'preferred_channel' then channel_value
            else preference_value_raw
        end as preference_value,
        preference_value_raw,
        recorded_at,
        recorded_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

),

checked as (

    select
        *,
        preference_value is null and preference_value_raw is not null as is_value_unreadable

    from valued

),

final as (

    select
        -- ids
        record_id,

        -- text
        preference,
        preference_value,

        -- booleans
        is_value_unreadable,

        -- times
        recorded_at,

        -- review
        {{ row_status_by_key(
            required,
            key=[
                'record_id', 'preference', 'preference_value', 'is_value_unreadable', 'recorded_at',
            ],
            content=['record_id_raw', 'preference_raw', 'preference_value_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['preference_value'], others={
            'preference': "preference not in ('pause_until', 'max_contacts_per_week', "
                ~ "'preferred_channel', 'interested_in', 'not_interested_in', 'already_bought')",
        }) }} as field_faults,
        record_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from checked

)

select * from final
