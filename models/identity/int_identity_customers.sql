{#
    Grain: one row per person, with the id it is known by.

    An id that was published stays with the person that holds a record of it: of several,
    the id published first wins the person, and the person with the earliest record of the
    id wins the id. A person that gets no published id is called by a hash of its oldest
    record. Should that id be taken by another person (a record that left it and came
    back), the id that was lost goes into the hash too.
#}
with

records as (

    select * from {{ ref('int_identity_records') }}

),

persons as (

    select * from {{ ref('int_identity_persons') }}

),

published_ids as (

    select * from {{ ref('int_identity_published_ids') }}

),

claims as (

    select
        persons.person_rank,
        published_ids.published_customer_id,
        published_ids.first_published_at,
        min(records.record_rank) as first_claiming_rank

    from persons
    inner join records on persons.record_rank = records.record_rank
    inner join published_ids
        on
            records.source_name = published_ids.source_name
            and records.source_record_id = published_ids.source_record_id

    group by
        persons.person_rank,
        published_ids.published_customer_id,
        published_ids.first_published_at

),

oldest_claims as (

    select
        person_rank,
        published_customer_id,
        first_claiming_rank,
        row_number() over (
            partition by person_rank
            order by first_published_at asc, published_customer_id asc
        ) as claim_rank

    from claims

),

kept_claims as (

    select
        person_rank,
        published_customer_id,
        row_number() over (
            partition by published_customer_id
            order by first_claiming_rank asc
        ) as holder_rank

    from oldest_claims

    where claim_rank = 1

),

kept_ids as (

    select
        person_rank,
        published_customer_id

    from kept_claims

    where holder_rank = 1

),

lost_ids as (

    select
        person_rank,
        published_customer_id

    from kept_claims

    where holder_rank > 1

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
    left join lost_ids on founders.person_rank = lost_ids.person_rank
    left join kept_ids as taken_ids
        on founders.founder_id = taken_ids.published_customer_id

)

select * from final
