{#
    Grain: one row per person that keeps a published id, and round in which it got it.

    Each round looks at the persons without an id and the ids without a person. An id is
    held by the person with its earliest record; a person that holds several keeps the one
    published first, and the others are free again for whoever has a record of them. Of
    what is open in a round the id published first always finds its person, so the rounds
    end.
#}
{{ config(materialized='rounds') }}

with

claims as (

    select * from {{ ref('int_identity_claims') }}

),

settled as (

    select * from {{ this }}

),

this_round as (

    select coalesce(max(round_number), 0) + 1 as round_number from settled

),

open_claims as (

    select
        claims.person_rank,
        claims.published_customer_id,
        claims.first_publication_number,
        claims.first_published_at,
        claims.first_record_rank

    from claims
    left join settled as settled_persons
        on claims.person_rank = settled_persons.person_rank
    left join settled as settled_ids
        on claims.published_customer_id = settled_ids.published_customer_id

    where
        settled_persons.person_rank is null
        and settled_ids.published_customer_id is null

),

ranked_claims as (

    select
        person_rank,
        published_customer_id,
        first_publication_number,
        first_published_at,
        row_number() over (
            partition by published_customer_id
            order by first_record_rank asc
        ) as holder_number

    from open_claims

),

ranked_ids as (

    select
        person_rank,
        published_customer_id,
        row_number() over (
            partition by person_rank
            order by
                first_publication_number asc,
                first_published_at asc,
                published_customer_id asc
        ) as id_number

    from ranked_claims

    where holder_number = 1

),

final as (

    select
        -- ids
        ranked_ids.person_rank,
        ranked_ids.published_customer_id,

        -- numbers
        this_round.round_number

    from ranked_ids
    cross join this_round

    where ranked_ids.id_number = 1

)

select * from final
