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

-- A value that stands in the rules goes before a pattern.
placeholders as (

    select
        counted.identifier_type,
        counted.identifier_value,
        max(identifier_rules.rule) as placeholder_reason

    from counted
    inner join identifier_rules
        on
            counted.identifier_type = identifier_rules.identifier_type
            and {{ is_placeholder('counted.identifier_value', 'identifier_rules') }}

    group by counted.identifier_type, counted.identifier_value

),

judged as (

    select
        counted.identifier_type,
        counted.identifier_value,
        counted.record_count,
        counted.first_record_rank,
        case
            when placeholders.placeholder_reason is not null then placeholders.placeholder_reason
            when counted.record_count > identifier_limits.max_records_per_value
                then 'max_records_per_value'
        end as unusable_reason

    from counted
    inner join identifier_limits
        on counted.identifier_type = identifier_limits.identifier_type
    left join placeholders
        on
            counted.identifier_type = placeholders.identifier_type
            and counted.identifier_value = placeholders.identifier_value

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
