{#
    Grain: one row per identifier that any record carries. A placeholder, and a value
    on more records than identifier_rules.csv allows, links nobody.
#}
with

identifiers as (

    select * from {{ ref('int_identity_identifiers') }}

),

identifier_rules as (

    select * from {{ ref('identifier_rules') }}

),

identifier_limits as (

    select * from {{ ref('int_identifier_limits') }}

),

counted as (

    select
        identifier_type,
        identifier_value,
        count(*) as record_count,
        min(record_rank) as first_record_rank

    from identifiers

    group by identifier_type, identifier_value

),

never_values as (

    select distinct
        identifier_type,
        lower(value) as never_value

    from identifier_rules

    where rule = 'never_value' and value is not null

),

never_patterns as (

    select distinct
        identifier_type,
        value as never_pattern

    from identifier_rules

    where rule = 'never_pattern' and value is not null

),

of_never_pattern as (

    select distinct
        counted.identifier_type,
        counted.identifier_value

    from counted
    inner join never_patterns
        on
            counted.identifier_type = never_patterns.identifier_type
            and {{ matches_pattern_column(
                'counted.identifier_value',
                'never_patterns.never_pattern',
            ) }}

),

judged as (

    select
        counted.identifier_type,
        counted.identifier_value,
        counted.record_count,
        counted.first_record_rank,
        case
            when never_values.never_value is not null then 'never_value'
            when of_never_pattern.identifier_value is not null then 'never_pattern'
            when counted.record_count > identifier_limits.max_records_per_value
                then 'max_records_per_value'
        end as unusable_reason

    from counted
    inner join identifier_limits
        on counted.identifier_type = identifier_limits.identifier_type
    left join never_values
        on
            counted.identifier_type = never_values.identifier_type
            and lower(counted.identifier_value) = never_values.never_value
    left join of_never_pattern
        on
            counted.identifier_type = of_never_pattern.identifier_type
            and counted.identifier_value = of_never_pattern.identifier_value

),

final as (

    select
        -- text
        identifier_type,
        identifier_value,
        unusable_reason,

        -- numbers
        record_count,
        first_record_rank,

        -- booleans
        unusable_reason is null as is_usable,
        coalesce(unusable_reason in ('never_value', 'never_pattern'), false)
            as is_placeholder

    from judged

)

select * from final
