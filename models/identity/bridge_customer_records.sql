{#
    Grain: one row per source record. `link_rule` is the identifier that attached the
    record: the one that comes first in the order of links among those it shares with
    another record of the person; 'own' for the first record.
#}
with

records as (

    select * from {{ ref('int_identity_records') }}

),

persons as (

    select * from {{ ref('int_identity_persons') }}

),

customers as (

    select * from {{ ref('int_identity_customers') }}

),

identifiers as (

    select * from {{ ref('int_identity_identifiers') }}

),

shared_identifiers as (

    select * from {{ ref('dim_identifiers') }}

    where is_usable and record_count > 1

),

identifier_limits as (

    select * from {{ ref('int_identifier_limits') }}

),

held_identifiers as (

    select
        identifiers.record_rank,
        persons.person_rank,
        identifiers.identifier_type,
        identifiers.identifier_value,
        identifier_limits.priority

    from identifiers
    inner join shared_identifiers
        on
            identifiers.identifier_type = shared_identifiers.identifier_type
            and identifiers.identifier_value = shared_identifiers.identifier_value
    inner join persons on identifiers.record_rank = persons.record_rank
    inner join identifier_limits
        on identifiers.identifier_type = identifier_limits.identifier_type

),

-- The first and the second record of the person that carry the value: a record is
-- linked to the first of them, and the first to the second.
holders as (

    select
        record_rank,
        person_rank,
        identifier_type,
        identifier_value,
        priority,
        min(record_rank) over (
            partition by person_rank, identifier_type, identifier_value
        ) as first_rank,
        lead(record_rank) over (
            partition by person_rank, identifier_type, identifier_value
            order by record_rank asc
        ) as next_rank

    from held_identifiers

),

partners as (

    select
        record_rank,
        identifier_type,
        identifier_value,
        priority,
        case when record_rank = first_rank then next_rank else first_rank end
            as partner_rank

    from holders

),

ordered_partners as (

    select
        record_rank,
        identifier_type,
        partner_rank,
        row_number() over (
            partition by record_rank
            order by
                priority asc,
                least(record_rank, partner_rank) asc,
                greatest(record_rank, partner_rank) asc,
                identifier_type asc,
                identifier_value asc
        ) as partner_number

    from partners

    where partner_rank is not null

),

first_partners as (

    select
        record_rank,
        identifier_type,
        partner_rank

    from ordered_partners

    where partner_number = 1

),

final as (

    select
        -- ids
        records.source_name,
        records.source_record_id,
        customers.customer_id,
        case when records.record_rank <> persons.person_rank then partners.source_name end
            as linked_source_name,
        case
            when records.record_rank <> persons.person_rank then partners.source_record_id
        end as linked_source_record_id,

        -- text
        case
            when records.record_rank = persons.person_rank then 'own'
            else first_partners.identifier_type
        end as link_rule,

        -- numbers
        cast(1 as decimal(5, 4)) as link_probability,

        -- times
        coalesce(records.created_at, {{ changed_at('records') }}) as first_seen_at

    from records
    inner join persons on records.record_rank = persons.record_rank
    inner join customers on persons.person_rank = customers.person_rank
    left join first_partners on records.record_rank = first_partners.record_rank
    left join records as partners on first_partners.partner_rank = partners.record_rank

)

select * from final
