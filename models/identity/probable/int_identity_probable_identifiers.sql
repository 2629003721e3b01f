{#
    Grain: one row per person that a probable link touches and usable identifier of a kind
    of which a person may hold so many and no more.
#}
with

probable_persons as (

    select * from {{ ref('int_identity_probable_persons') }}

),

certain_persons as (

    select * from {{ ref('int_identity_certain_persons') }}

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

    where max_values_per_person is not null

),

touched_persons as (

    select distinct person_rank from probable_persons

),

final as (

    select distinct
        -- ids
        touched_persons.person_rank,

        -- text
        identifiers.identifier_type,
        identifiers.identifier_value,

        -- numbers
        identifier_limits.max_values_per_person

    from touched_persons
    inner join certain_persons on touched_persons.person_rank = certain_persons.person_rank
    inner join identifiers on certain_persons.record_rank = identifiers.record_rank
    inner join usable_identifiers
        on
            identifiers.identifier_type = usable_identifiers.identifier_type
            and identifiers.identifier_value = usable_identifiers.identifier_value
    inner join identifier_limits
        on identifiers.identifier_type = identifier_limits.identifier_type

)

select * from final
