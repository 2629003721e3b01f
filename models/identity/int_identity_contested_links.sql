{#
    Grain: one row per two records of a contested component and identifier that both
    carry, or must-link between them, numbered in the one order in which links are taken:
    must-links first, then by the identifier's priority; the earlier record, the later
    record, the identifier. A must-link holds whatever contradicts and whatever the limits
    say, but no cannot-link.
#}
with

contested_records as (

    select * from {{ ref('int_identity_contested_records') }}

),

identifiers as (

    select * from {{ ref('int_identity_identifiers') }}

),

usable_identifiers as (

    select * from {{ ref('dim_identifiers') }}

    where is_usable

),

identifier_limits as (

    select * from {{ ref('int_identifier_limits') }}

),

contested_identifiers as (

    select
        contested_records.record_rank,
        identifiers.identifier_type,
        identifiers.identifier_value

    from contested_records
    inner join identifiers on contested_records.record_rank = identifiers.record_rank
    inner join usable_identifiers
        on
            identifiers.identifier_type = usable_identifiers.identifier_type
            and identifiers.identifier_value = usable_identifiers.identifier_value

),

verdicts as (

    select * from {{ ref('int_identity_verdicts') }}

    where verdict = 'must-link'

),

links as (

    select
        identifier_limits.priority,
        earlier.record_rank as earlier_rank,
        later.record_rank as later_rank,
        earlier.identifier_type,
        earlier.identifier_value,
        identifier_limits.max_contradictions,
        true as obeys_limits

    from contested_identifiers as earlier
    inner join contested_identifiers as later
        on
            earlier.identifier_type = later.identifier_type
            and earlier.identifier_value = later.identifier_value
            and earlier.record_rank < later.record_rank
    inner join identifier_limits
        on earlier.identifier_type = identifier_limits.identifier_type

    union all

    select
        0 as priority,
        verdicts.earlier_rank,
        verdicts.later_rank,
        'verdict' as identifier_type,
        cast(null as {{ dbt.type_string() }}) as identifier_value,
        2 as max_contradictions,
        false as obeys_limits

    from verdicts
    inner join contested_records on verdicts.earlier_rank = contested_records.record_rank

),

final as (

    select
        -- ids
        row_number() over (
            order by
                priority asc,
                earlier_rank asc,
                later_rank asc,
                identifier_type asc,
                identifier_value asc
        ) as link_number,
        earlier_rank,
        later_rank,

        -- text
        identifier_type,
        identifier_value,

        -- numbers
        max_contradictions,

        -- booleans
        obeys_limits

    from links

)

select * from final
