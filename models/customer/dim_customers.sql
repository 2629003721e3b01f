{#
    Grain: one row per person: the golden record, with the source of each field.

    A missing language is the country's; a missing time zone is the country's, else the
    business's. The zone counts as known only if a record says it or the country has no
    other. A person of deleted records only has no fields left.

    Who shares a household with nobody is one of their own.
#}
with

record_sums as (

    select * from {{ ref('int_customer_records_summed') }}

),

activity_sums as (

    select * from {{ ref('int_customer_activity_summed') }}

),

fields as (

    select * from {{ ref('int_customer_fields_pivoted') }}

),

preferences as (

    select * from {{ ref('fct_preferences') }}
    where preference = 'max_contacts_per_week' and is_current

),

countries as (

    select * from {{ ref('countries') }}

),

households as (

    select * from {{ ref('int_households') }}

),

completed as (

    select
        record_sums.customer_id,
        coalesce(households.household_key, record_sums.customer_id) as household_key,
        {% for field in golden_fields() if field not in ['language', 'time_zone', 'push_token'] %}
            fields.{{ field }},
            fields.{{ field }}_source,
            fields.{{ field }}_updated_at,
        {% endfor %}
        coalesce(fields.language, countries.default_language) as language,
        case
            when fields.language is not null then fields.language_source
            when countries.default_language is not null then 'country'
        end as language_source,
        fields.language_updated_at,
        coalesce(
            fields.time_zone,
            countries.default_time_zone,
            '{{ var("business_time_zone") }}'
        ) as time_zone,
        case
            when fields.time_zone is not null then fields.time_zone_source
            when countries.default_time_zone is not null then 'country'
            else 'business'
        end as time_zone_source,
        fields.time_zone_updated_at,
        (
            fields.time_zone is not null
            or coalesce(countries.time_zones = countries.default_time_zone, false)
        ) as is_time_zone_known,
        {{ parse_whole_number('preferences.value') }} as wished_contacts_per_week,
        record_sums.record_count,
        record_sums.is_deleted,
        least(
            coalesce(record_sums.first_recorded_at, activity_sums.first_active_at),
            coalesce(activity_sums.first_active_at, record_sums.first_recorded_at)
        ) as first_seen_at,
        greatest(
            coalesce(record_sums.last_recorded_at, activity_sums.last_active_at),
            coalesce(activity_sums.last_active_at, record_sums.last_recorded_at)
        ) as last_seen_at,
        coalesce(fields.known_field_count, 0) as known_field_count

    from record_sums
    left join activity_sums on record_sums.customer_id = activity_sums.customer_id
    left join fields on record_sums.customer_id = fields.customer_id
    left join preferences on record_sums.customer_id = preferences.customer_id
    left join countries on fields.country = countries.country_code
    left join households on record_sums.customer_id = households.customer_id

),

final as (

    select
        -- ids
        customer_id,
        household_key,
        customer_number,
        customer_number_source,

        -- text
        first_name,
        first_name_source,
        last_name,
        last_name_source,
        email,
        email_source,
        phone,
        phone_source,
        gender,
        gender_source,
        street,
        street_source,
        city,
        city_source,
        postal_code,
        postal_code_source,
        country,
        country_source,
        language,
        language_source,
        time_zone,
        time_zone_source,
        birth_date_source,

        -- numbers
        case when wished_contacts_per_week >= 0 then wished_contacts_per_week end
            as max_contacts_per_week,
        record_count,
        cast(known_field_count / {{ golden_fields() | length - 1 }}.0 as decimal(5, 4))
            as completeness_score,

        -- booleans
        is_time_zone_known,
        is_deleted,

        -- times
        birth_date,
        first_seen_at,
        last_seen_at,
        customer_number_updated_at,
        first_name_updated_at,
        last_name_updated_at,
        email_updated_at,
        phone_updated_at,
        birth_date_updated_at,
        gender_updated_at,
        street_updated_at,
        city_updated_at,
        postal_code_updated_at,
        country_updated_at,
        language_updated_at,
        time_zone_updated_at

    from completed

)

select * from final
