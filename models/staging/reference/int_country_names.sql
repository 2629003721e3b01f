{# Grain: one row per spelling of a country: its codes, its name and its aliases. #}
with

countries as (

    select * from {{ ref('countries') }}

),

spellings as (

    select
        country_code,
        {{ explode_list(
            "country_code || '|' || country_code_3 || '|' || country_name || coalesce('|' || aliases, '')"
        ) }} as spelling

    from countries

),

keys as (

    select distinct
        country_code,
        {{ normalise_country('spelling') }} as country_key

    from spellings

),

final as (

    select
        keys.country_key,
        keys.country_code,
        countries.calling_code,
        countries.national_prefix,
        countries.national_digits,
        countries.default_time_zone,
        countries.default_language

    from keys
    inner join countries on keys.country_code = countries.country_code

)

select * from final
