{#
    Grain: one row per two records of a contested component and identifier that both
    carry, numbered in the one order in which links are taken: the identifier's priority,
    the earlier record, the later record, the identifier.
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

final as (

    select
        -- ids
        row_number() over (
            order by
                identifier_limits.priority asc,
                earlier.record_rank asc,
                later.record_rank asc,
                earlier.identifier_type asc,
                earlier.identifier_value asc
        ) as link_number,
        earlier.record_rank as earlier_rank,
        later.record_rank as later_rank,

        -- text
        earlier.identifier_type,
        earlier.identifier_value,

        -- numbers
        identifier_limits.max_contradictions

    from contested_identifiers as earlier
    inner join contested_identifiers as later
        on
            earlier.identifier_type = later.identifier_type
            and earlier.identifier_value = later.identifier_value
            and earlier.record_rank < later.record_rank
    inner join identifier_limits
        on earlier.identifier_type = identifier_limits.identifier_type

)

select * from final
