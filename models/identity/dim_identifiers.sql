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

patterns as (

    select * from identifier_rules

    where rule in ('never_pattern', 'shared_pattern')

),

-- A pattern is looked for in a thousand values at once, one on a line: most hold none, and
-- to read a pattern takes longer than to look for it.
crowds as (

    select
        identifier_type,
        floor(first_record_rank / 1000) as crowd_number,
        {{ text_join('identifier_value', '\n', 'first_record_rank') }} as crowd

    from counted

    group by identifier_type, floor(first_record_rank / 1000)

),

suspicions as (

    select
        crowds.identifier_type,
        crowds.crowd_number,
        patterns.rule,
        patterns.value

    from crowds
    inner join patterns
        on
            crowds.identifier_type = patterns.identifier_type
            and {{ matches_pattern_column(
                'lower(crowds.crowd)', "'(?im)' || patterns.value"
            ) }}

),

rules_met as (

    select
        counted.identifier_type,
        counted.identifier_value,
        suspicions.rule

    from counted
    inner join suspicions
        on
            counted.identifier_type = suspicions.identifier_type
            and floor(counted.first_record_rank / 1000) = suspicions.crowd_number
            and {{ matches_pattern_column(
                'lower(counted.identifier_value)', "'(?i)' || suspicions.value"
            ) }}

    union all

    select
        counted.identifier_type,
        counted.identifier_value,
        identifier_rules.rule

    from counted
    inner join identifier_rules
        on
            counted.identifier_type = identifier_rules.identifier_type
            and identifier_rules.rule = 'never_value'
            and lower(counted.identifier_value) = lower(identifier_rules.value)

),

-- A value that stands in the rules goes before a pattern, and who is nobody before who is many.
ruled_out as (

    select
        identifier_type,
        identifier_value,
        coalesce(max(case when rule <> 'shared_pattern' then rule end), max(rule)) as reason

    from rules_met

    group by identifier_type, identifier_value

),

judged as (

    select
        counted.identifier_type,
        counted.identifier_value,
        counted.record_count,
        counted.first_record_rank,
        case
            when ruled_out.reason is not null then ruled_out.reason
            when counted.record_count > identifier_limits.max_records_per_value
                then 'max_records_per_value'
        end as unusable_reason

    from counted
    inner join identifier_limits
        on counted.identifier_type = identifier_limits.identifier_type
    left join ruled_out
        on
            counted.identifier_type = ruled_out.identifier_type
            and counted.identifier_value = ruled_out.identifier_value

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
