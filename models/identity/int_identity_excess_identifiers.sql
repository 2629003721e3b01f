{#
    Grain: one row per record and usable identifier of a kind of which its component
    holds more values than one person may.
#}
with

profiles as (

    select * from {{ ref('int_identity_profiles') }}

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

held_identifiers as (

    select
        profiles.record_rank,
        profiles.component_rank,
        identifiers.identifier_type,
        identifiers.identifier_value

    from profiles
    inner join identifiers on profiles.record_rank = identifiers.record_rank
    inner join usable_identifiers
        on
            identifiers.identifier_type = usable_identifiers.identifier_type
            and identifiers.identifier_value = usable_identifiers.identifier_value

),

values_counted as (

    select
        component_rank,
        identifier_type,
        count(distinct identifier_value) as value_count

    from held_identifiers

    group by component_rank, identifier_type

),

final as (

    select
        -- ids
        held_identifiers.record_rank,
        held_identifiers.component_rank,

        -- text
        held_identifiers.identifier_type,
        held_identifiers.identifier_value,

        -- numbers
        identifier_limits.max_values_per_person

    from held_identifiers
    inner join values_counted
        on
            held_identifiers.component_rank = values_counted.component_rank
            and held_identifiers.identifier_type = values_counted.identifier_type
    inner join identifier_limits
        on
            held_identifiers.identifier_type = identifier_limits.identifier_type
            and values_counted.value_count > identifier_limits.max_values_per_person

)

select * from final
