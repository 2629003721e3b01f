{#
    Grain: one row per refused link: two records that share an identifier, a must-link or a
    probability to be one person, and are not one person all the same.

    Persons only grow while links are taken, so a link was refused exactly if its records
    ended in two persons, and the reason can be read from those. A value that too many
    records carry is refused as a whole, record by record against the first of them.
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

profiles as (

    select * from {{ ref('int_identity_profiles') }}

),

contradictions as (

    select * from {{ ref('int_identity_contradictions') }}

),

contested_links as (

    select * from {{ ref('int_identity_contested_links') }}

),

identifiers as (

    select * from {{ ref('int_identity_identifiers') }}

),

overcrowded_identifiers as (

    select * from {{ ref('dim_identifiers') }}
    where unusable_reason = 'max_records_per_value'

),

refused_probable_links as (

    select * from {{ ref('int_identity_probable_refusals') }}

),

refused_links as (

    select
        contested_links.earlier_rank,
        contested_links.later_rank,
        contested_links.identifier_type,
        contested_links.identifier_value,
        contested_links.max_contradictions,
        least(earlier.person_rank, later.person_rank) as lesser_person_rank,
        greatest(earlier.person_rank, later.person_rank) as greater_person_rank

    from contested_links
    inner join persons as earlier on contested_links.earlier_rank = earlier.record_rank
    inner join persons as later
        on
            contested_links.later_rank = later.record_rank
            and earlier.person_rank <> later.person_rank

),

person_profiles as (

    select
        profiles.profile_rank,
        persons.person_rank,
        min(profiles.record_rank) as record_rank

    from profiles
    inner join persons on profiles.record_rank = persons.record_rank

    group by profiles.profile_rank, persons.person_rank

),

contradicting_persons as (

    select
        least(earlier.person_rank, later.person_rank) as lesser_person_rank,
        greatest(earlier.person_rank, later.person_rank) as greater_person_rank,
        contradictions.reason,
        contradictions.contradiction_count,
        row_number() over (
            partition by
                least(earlier.person_rank, later.person_rank),
                greatest(earlier.person_rank, later.person_rank)
            order by
                contradictions.contradiction_count desc,
                earlier.record_rank asc,
                later.record_rank asc
        ) as contradiction_number

    from contradictions
    inner join person_profiles as earlier
        on contradictions.earlier_profile_rank = earlier.profile_rank
    inner join person_profiles as later
        on
            contradictions.later_profile_rank = later.profile_rank
            and earlier.person_rank <> later.person_rank

),

explained_links as (

    select
        refused_links.earlier_rank,
        refused_links.later_rank,
        refused_links.identifier_type,
        refused_links.identifier_value,
        coalesce(contradicting_persons.reason, 'max_values_per_person') as reason

    from refused_links
    left join contradicting_persons
        on
            refused_links.lesser_person_rank = contradicting_persons.lesser_person_rank
            and refused_links.greater_person_rank
            = contradicting_persons.greater_person_rank
            and refused_links.max_contradictions
            < contradicting_persons.contradiction_count
            and contradicting_persons.contradiction_number = 1

),

overcrowded_links as (

    select
        overcrowded_identifiers.first_record_rank as earlier_rank,
        identifiers.record_rank as later_rank,
        identifiers.identifier_type,
        identifiers.identifier_value,
        overcrowded_identifiers.unusable_reason as reason

    from identifiers
    inner join overcrowded_identifiers
        on
            identifiers.identifier_type = overcrowded_identifiers.identifier_type
            and identifiers.identifier_value = overcrowded_identifiers.identifier_value
            and identifiers.record_rank > overcrowded_identifiers.first_record_rank
    inner join persons as later on identifiers.record_rank = later.record_rank
    inner join persons as earlier
        on
            overcrowded_identifiers.first_record_rank = earlier.record_rank
            and later.person_rank <> earlier.person_rank

),

all_links as (

    select * from explained_links
    union all
    select * from overcrowded_links
    union all
    select
        earlier_rank,
        later_rank,
        'probable' as identifier_type,
        cast(null as {{ dbt.type_string() }}) as identifier_value,
        reason
    from refused_probable_links

),

final as (

    select
        -- ids
        {{ hash_key([
            'all_links.identifier_type',
            'all_links.identifier_value',
            'earlier.source_name',
            'earlier.source_record_id',
            'later.source_name',
            'later.source_record_id',
        ]) }} as refusal_id,
        earlier.source_name as earlier_source_name,
        earlier.source_record_id as earlier_source_record_id,
        earlier_customers.customer_id as earlier_customer_id,
        later.source_name as later_source_name,
        later.source_record_id as later_source_record_id,
        later_customers.customer_id as later_customer_id,

        -- text
        all_links.identifier_type as link_rule,
        all_links.identifier_value,
        all_links.reason

    from all_links
    inner join records as earlier on all_links.earlier_rank = earlier.record_rank
    inner join records as later on all_links.later_rank = later.record_rank
    inner join persons as earlier_persons
        on all_links.earlier_rank = earlier_persons.record_rank
    inner join persons as later_persons
        on all_links.later_rank = later_persons.record_rank
    inner join customers as earlier_customers
        on earlier_persons.person_rank = earlier_customers.person_rank
    inner join customers as later_customers
        on later_persons.person_rank = later_customers.person_rank

)

select * from final
