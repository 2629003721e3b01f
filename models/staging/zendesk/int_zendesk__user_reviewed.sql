{#
    Grain: one row per raw user, customer or staff, parsed, with what became of it.
    The desk keeps one name; the first word is taken for the first name.
#}
{% set required = ['user_id'] %}
{% set home_country = source_setting('zendesk', 'country', '') %}
with

users as (

    select * from {{ source('zendesk', 'user') }}

),

desk_time_zones as (

    select * from {{ ref('zendesk_time_zones') }}

),

time_zones as (

    select * from {{ ref('time_zones') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}
    where country_key = lower('{{ home_country }}')

),

parsed as (

    select
        {{ normalise_key('users.id') }} as user_id,
        users.id as user_id_raw,
        {{ normalise_key('users.external_id') }} as external_id,
        {{ normalise_name('users.name') }} as full_name,
        {{ normalise_email('users.email') }} as email,
        users.email as email_raw,
        {{ normalise_phone(
            'users.phone',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        users.phone as phone_raw,
        lower(trim(users.role)) as user_role,
        {{ normalise_language('users.locale') }} as language,
        users.locale as language_raw,
        coalesce(desk_time_zones.time_zone, time_zones.time_zone) as time_zone,
        users.time_zone as time_zone_raw,
        {{ parse_boolean('users.verified') }} as is_email_verified,
        users.verified as is_email_verified_raw,
        not coalesce({{ parse_boolean('users.active') }}, true) as is_deleted,
        {{ parse_timestamp('users.created_at', 'zendesk') }} as created_at,
        users.created_at as created_at_raw,
        {{ parse_timestamp('users.updated_at', 'zendesk') }} as updated_at,
        users.updated_at as updated_at_raw,
        {{ parse_timestamp('users._fivetran_synced', 'zendesk') }} as synced_at,
        users._fivetran_synced as synced_at_raw,
        users._delivery,
        users._delivery_number,
        users._row_number

    from users
    left join desk_time_zones
        on trim(users.time_zone) = desk_time_zones.time_zone_name
    left join time_zones
        on trim(users.time_zone) = time_zones.time_zone
    left join country_names on true

),

final as (

    select
        -- ids
        user_id,
        external_id,

        -- text
        email,
        email_raw,
        phone,
        phone_raw,
        nullif(split_part(full_name, ' ', 1), '') as first_name,
        nullif(trim(substr(full_name, length(split_part(full_name, ' ', 1)) + 1)), '')
            as last_name,
        user_role,
        language,
        time_zone,

        -- booleans
        coalesce(user_role, 'end-user') <> 'end-user' as is_staff,
        is_email_verified,
        is_deleted,

        -- times
        created_at,
        updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['user_id'],
            updated_at='coalesce(updated_at, synced_at)',
            content=[
                'synced_at', 'is_deleted', 'external_id', 'full_name', 'email_raw', 'phone_raw',
                'user_role', 'language_raw', 'time_zone_raw', 'is_email_verified',
                'created_at_raw',
            ]
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'email', 'phone', 'language', 'time_zone', 'is_email_verified', 'created_at', 'updated_at', 'synced_at',
        ]) }} as field_faults,
        user_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
