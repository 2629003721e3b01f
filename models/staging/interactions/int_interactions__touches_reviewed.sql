{#
    Grain: one row per raw interaction, parsed, with what became of it. The person
    is the record that the strongest of the given identifiers names: the register's
    key, else the customer number (unless identifier_rules.csv calls it a
    placeholder), else the e-mail, else the phone.
#}
{% set required = ['interaction_id', 'started_at'] %}
{% set duration = "cast(floor(" ~ parse_quantity('touches.duration_seconds') ~ ") as bigint)" %}
{% set content = [
    'record_id', 'customer_number', 'email_raw', 'phone_raw', 'visitor_id', 'touchpoint', 'action',
    'subject_type', 'subject_id', 'started_at', 'duration_seconds_raw', 'medium_source', 'medium',
    'campaign',
] %}
with

touches as (

    select * from {{ source('interactions', 'touches') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

identifier_rules as (

    select * from {{ ref('identifier_rules') }}
    where identifier_type = 'customer_number'

),

parsed as (

    select
        {{ normalise_key('touches.interaction_id') }} as interaction_id,
        touches.interaction_id as interaction_id_raw,
        {{ normalise_key('touches.record_id') }} as record_id,
        {{ normalise_customer_number('touches.customer_number') }} as customer_number,
        {{ normalise_email('touches.email') }} as email,
        touches.email as email_raw,
        {{ normalise_phone(
            'touches.phone',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        touches.phone as phone_raw,
        {{ clean_text('touches.visitor_id') }} as visitor_id,
        {{ normalise_channel('touches.touchpoint') }} as touchpoint,
        {{ normalise_channel('touches.action') }} as action,
        {{ normalise_channel('touches.subject_type') }} as subject_type,
        {{ clean_text('touches.subject_id') }} as subject_id,
        {{ parse_timestamp('touches.started_at', 'interactions') }} as started_at,
        touches.started_at as started_at_raw,
        case when {{ duration }} >= 0 then {{ duration }} end as duration_seconds,
        touches.duration_seconds as duration_seconds_raw,
        {{ clean_text('touches.source') }} as medium_source,
        {{ clean_text('touches.medium') }} as medium,
        {{ clean_text('touches.campaign') }} as campaign,
        touches._delivery,
        touches._delivery_number,
        touches._row_number

    from touches
    left join country_names
        on
            {{ country_key_or_home('interactions') }}
            = country_names.country_key

),

customer_numbers as (

    select distinct customer_number
    from parsed
    where customer_number is not null

),

placeholders as (

    select distinct customer_numbers.customer_number

    from customer_numbers
    inner join identifier_rules
        on {{ is_placeholder('customer_numbers.customer_number', 'identifier_rules') }}

),

named as (

    select
        parsed.*,
        case when placeholders.customer_number is null then parsed.customer_number end
            as usable_customer_number

    from parsed
    left join placeholders on parsed.customer_number = placeholders.customer_number

),

final as (

    select
        -- ids
        interaction_id,
        coalesce(
            'crm:' || record_id,
            'number:' || usable_customer_number,
            {{ guest_key('email', 'phone') }}
        ) as source_record_id,
        record_id,
        customer_number,
        visitor_id,

        -- text
        email,
        email_raw,
        phone,
        phone_raw,
        touchpoint,
        action,
        subject_type,
        subject_id,
        medium_source,
        medium,
        campaign,

        -- numbers
        duration_seconds,

        -- times
        started_at,

        -- review
        {{ row_status_by_key(required, key=['interaction_id'], content=content) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['email', 'phone', 'duration_seconds']) }} as field_faults,
        interaction_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from named

)

select * from final
