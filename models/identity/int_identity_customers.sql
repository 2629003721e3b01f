{#
    Grain: one row per person, with the id it is known by.

    A published id stays with a person that has a record of it; see int_identity_kept_ids.
    A person that keeps none is called by a hash of its oldest record. Should that id be
    taken by another person (a record that left it and came back), the id that was lost
    goes into the hash too.
#}
with

records as (

    select * from {{ ref('int_identity_records') }}

),

persons as (

    select * from {{ ref('int_identity_persons') }}

),

claims as (

    select * from {{ ref('int_identity_claims') }}

),

kept_ids as (

    select * from {{ ref('int_identity_kept_ids') }}

),

ranked_claims as (

    select
        person_rank,
        published_customer_id,
        row_number() over (
            partition by person_rank
            order by
                first_publication_number asc,
                first_published_at asc,
                published_customer_id asc
        ) as claim_number

    from claims

),

founders as (

    select
        persons.person_rank,
        records.source_name,
        records.source_record_id,
        {{ hash_key(['records.source_name', 'records.source_record_id']) }} as founder_id

    from persons
    inner join records on persons.record_rank = records.record_rank

    where persons.record_rank = persons.person_rank

),

final as (

    select
        -- ids
        founders.person_rank,
        case
            when kept_ids.person_rank is not null then kept_ids.published_customer_id
            when taken_ids.person_rank is null then founders.founder_id
            else
                {{ hash_key([
                    'founders.source_name',
                    'founders.source_record_id',
                    'lost_ids.published_customer_id',
                ]) }}
        end as customer_id

    from founders
    left join kept_ids on founders.person_rank = kept_ids.person_rank
    left join ranked_claims as lost_ids
        on
            founders.person_rank = lost_ids.person_rank
            and lost_ids.claim_number = 1
    left join kept_ids as taken_ids
        on founders.founder_id = taken_ids.published_customer_id

)

select * from final
