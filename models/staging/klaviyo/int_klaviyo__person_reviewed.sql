{#
    Grain: one row per raw profile, parsed, with what became of it.
    A birth date in the future is no birth date. A national phone number is of the
    person's country, else of the source's (`vars: sources.klaviyo.country`).
#}
{% set required = ['person_id'] %}
{% set birth_date = parse_date('persons.custom_birthday', 'klaviyo') %}
{% set home_country = source_setting('klaviyo', 'country', '') %}
with

persons as (

    select * from {{ source('klaviyo', 'person') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

time_zones as (

    select * from {{ ref('time_zones') }}

),

parsed as (

    select
        {{ normalise_key('persons.id') }} as person_id,
        persons.id as person_id_raw,
        {{ normalise_key('persons.external_id') }} as external_id,
        {{ normalise_email('persons.email') }} as email,
        persons.email as email_raw,
        {{ normalise_phone(
            'persons.phone_number',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        persons.phone_number as phone_raw,
        {{ normalise_name('persons.first_name') }} as first_name,
        {{ normalise_name('persons.last_name') }} as last_name,
        {{ clean_text("persons.address_1 || coalesce(', ' || persons.address_2, '')") }}
            as street,
        {{ clean_text('persons.city') }} as city,
        {{ clean_text('persons.zip') }} as postal_code,
        case when persons.country is not null then country_names.country_code end as country,
        persons.country as country_raw,
        {{ normalise_language('persons.custom_language') }} as language,
        persons.custom_language as language_raw,
        time_zones.time_zone,
        persons.timezone as time_zone_raw,
        case when {{ birth_date }} <= {{ decision_date() }} then {{ birth_date }} end as birth_date,
        persons.custom_birthday as birth_date_raw,
        {{ normalise_gender('persons.custom_gender') }} as gender,
        persons.custom_gender as gender_raw,
        {{ regexp_replace_all('lower(persons.custom_consent)', '[^a-z_]+', '|') }}
            as consent_list,
        {{ parse_timestamp('persons.custom_consent_timestamp', 'klaviyo') }} as consented_at,
        persons.custom_consent_timestamp as consented_at_raw,
        {{ parse_timestamp('persons.created', 'klaviyo') }} as created_at,
        persons.created as created_at_raw,
        {{ parse_timestamp('persons.updated', 'klaviyo') }} as updated_at,
        persons.updated as updated_at_raw,
        {{ parse_timestamp('persons._fivetran_synced', 'klaviyo') }} as synced_at,
        persons._fivetran_synced as synced_at_raw,
        coalesce({{ parse_boolean('persons._fivetran_deleted') }}, false) as is_deleted,
        persons._delivery,
        persons._delivery_number,
        persons._row_number

    from persons
    left join country_names
        on
            coalesce(
                {{ normalise_country('persons.country') }},
                lower('{{ home_country }}')
            ) = country_names.country_key
    left join time_zones
        on trim(persons.timezone) = time_zones.time_zone

),

final as (

    select
        -- ids
        person_id,
        external_id,

        -- text
        email,
        email_raw,
        phone,
        phone_raw,
        first_name,
        last_name,
        gender,
        street,
        city,
        postal_code,
        country,
        language,
        time_zone,
        consent_list,

        -- booleans
        is_deleted,

        -- times
        birth_date,
        consented_at,
        created_at,
        updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['person_id'],
            updated_at='coalesce(updated_at, synced_at)',
            content=[
                'synced_at', 'is_deleted', 'external_id', 'email_raw', 'phone_raw', 'first_name',
                'last_name', 'street', 'city', 'postal_code', 'country_raw', 'language_raw',
                'time_zone_raw', 'birth_date_raw', 'gender_raw', 'consent_list', 'consented_at_raw',
                'created_at_raw',
            ]
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'email', 'phone', 'country', 'language', 'time_zone', 'birth_date', 'gender',
            'consented_at', 'created_at', 'updated_at', 'synced_at',
        ]) }} as field_faults,
        person_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
