{#
    Grain: one row per raw row of the register, parsed, with what became of it.
    A birth date in the future is no birth date. A national phone number is of the
    person's country, else of the source's (`vars: sources.crm.country`).
#}
{% set required = ['record_id'] %}
{% set content = [
    'customer_number', 'first_name', 'last_name', 'email_raw', 'phone_raw', 'birth_date_raw',
    'gender', 'street', 'city', 'postal_code', 'country_raw', 'language', 'time_zone',
    'is_deleted', 'created_at',
] %}
{% set birth_date = parse_date('people.birth_date', 'crm') %}
with

people as (

    select * from {{ source('crm', 'people') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

time_zones as (

    select * from {{ ref('time_zones') }}

),

parsed as (

    select
        {{ normalise_key('people.record_id') }} as record_id,
        people.record_id as record_id_raw,
        {{ normalise_customer_number('people.customer_number') }} as customer_number,
        {{ normalise_name('people.first_name') }} as first_name,
        {{ normalise_name('people.last_name') }} as last_name,
        {{ normalise_email('people.email') }} as email,
        people.email as email_raw,
        {{ normalise_phone(
            'people.phone',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        people.phone as phone_raw,
        case when {{ birth_date }} <= {{ decision_date() }} then {{ birth_date }} end as birth_date,
        people.birth_date as birth_date_raw,
        {{ normalise_gender('people.gender') }} as gender,
        people.gender as gender_raw,
        {{ clean_text('people.street') }} as street,
        {{ clean_text('people.city') }} as city,
        {{ clean_text('people.postal_code') }} as postal_code,
        case when people.country is not null then country_names.country_code end as country,
        people.country as country_raw,
        {{ normalise_language('people.language') }} as language,
        people.language as language_raw,
        time_zones.time_zone,
        people.time_zone as time_zone_raw,
        coalesce({{ parse_boolean('people.is_deleted') }}, false) as is_deleted,
        {{ parse_timestamp('people.created_at', 'crm') }} as created_at,
        people.created_at as created_at_raw,
        {{ parse_timestamp('people.updated_at', 'crm') }} as updated_at,
        people.updated_at as updated_at_raw,
        people._delivery,
        people._delivery_number,
        people._row_number

    from people
    left join country_names
        on
            {{ country_key_or_home('crm', 'people.country') }}
            = country_names.country_key
    left join time_zones
        on trim(people.time_zone) = time_zones.time_zone

),

final as (

    select
        -- ids
        record_id,
        customer_number,

        -- text
        first_name,
        last_name,
        email,
        email_raw,
        phone,
        phone_raw,
        gender,
        street,
        city,
        postal_code,
        country,
        language,
        time_zone,

        -- booleans
        is_deleted,

        -- times
        birth_date,
        created_at,
        updated_at,

        -- review
        {{ row_status_by_key(
            required, key=['record_id'], content=content, updated_at='updated_at'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'email', 'phone', 'birth_date', 'gender', 'country', 'language', 'time_zone',
            'created_at', 'updated_at',
        ]) }} as field_faults,
        record_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
