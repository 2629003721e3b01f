{#
    Grain: one row per source record. `link_rule` is what attached the record: the link
    that comes first in the order of links among those it has with another record of the
    person; 'own' for the first record. Where verdicts and identifiers alone make several
    persons of the records, the first record of each but the first is attached by the
    likeliest probable link of all its records.
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

must_links as (

    select * from {{ ref('int_identity_verdicts') }}

    where verdict = 'must-link'

),

probable_links as (

    select * from {{ ref('int_identity_probable_links') }}

),

must_link_ends as (

    select
        earlier_rank as record_rank,
        later_rank as partner_rank

    from must_links

    union all

    select
        later_rank as record_rank,
        earlier_rank as partner_rank

    from must_links

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

    union all

    select
        must_link_ends.record_rank,
        'verdict' as identifier_type,
        cast(null as {{ dbt.type_string() }}) as identifier_value,
        0 as priority,
        must_link_ends.partner_rank

    from must_link_ends
    inner join persons on must_link_ends.record_rank = persons.record_rank
    inner join persons as partners
        on
            must_link_ends.partner_rank = partners.record_rank
            and persons.person_rank = partners.person_rank

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

probable_ends as (

    select
        link_number,
        earlier_person_rank as certain_person_rank,
        later_rank as partner_rank,
        probability

    from probable_links

    union all

    select
        link_number,
        later_person_rank as certain_person_rank,
        earlier_rank as partner_rank,
        probability

    from probable_links

),

ordered_probable_partners as (

    select
        probable_ends.certain_person_rank,
        probable_ends.partner_rank,
        probable_ends.probability,
        row_number() over (
            partition by probable_ends.certain_person_rank
            order by probable_ends.link_number asc
        ) as partner_number

    from probable_ends
    inner join persons on probable_ends.certain_person_rank = persons.record_rank
    inner join persons as partners
        on
            probable_ends.partner_rank = partners.record_rank
            and persons.person_rank = partners.person_rank

),

first_probable_partners as (

    select
        certain_person_rank,
        partner_rank,
        probability

    from ordered_probable_partners

    where partner_number = 1

),

-- The first record is attached to nobody, the first of what identifiers alone make one
-- person by a probable link, and every other by an identifier or a verdict.
attachments as (

    select
        record_rank,
        person_rank,
        'own' as link_rule,
        cast(null as bigint) as partner_rank,
        1 as link_probability

    from persons

    where record_rank = person_rank

    union all

    select
        persons.record_rank,
        persons.person_rank,
        'probable' as link_rule,
        first_probable_partners.partner_rank,
        first_probable_partners.probability as link_probability

    from persons
    inner join first_probable_partners
        on persons.certain_person_rank = first_probable_partners.certain_person_rank

    where
        persons.record_rank = persons.certain_person_rank
        and persons.record_rank <> persons.person_rank

    union all

    select
        persons.record_rank,
        persons.person_rank,
        first_partners.identifier_type as link_rule,
        first_partners.partner_rank,
        1 as link_probability

    from persons
    left join first_partners on persons.record_rank = first_partners.record_rank

    where persons.record_rank <> persons.certain_person_rank

),

final as (

    select
        -- ids
        records.source_name,
        records.source_record_id,
        customers.customer_id,
        partners.source_name as linked_source_name,
        partners.source_record_id as linked_source_record_id,

        -- text
        attachments.link_rule,

        -- numbers
        cast(attachments.link_probability as decimal(5, 4)) as link_probability,

        -- times
        coalesce(records.created_at, {{ changed_at('records') }}) as first_seen_at

    from records
    inner join attachments on records.record_rank = attachments.record_rank
    inner join customers on attachments.person_rank = customers.person_rank
    left join records as partners on attachments.partner_rank = partners.record_rank

)

select * from final
