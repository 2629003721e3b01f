{#
    Grain: one row per person and published id of which it has a record.
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

final as (

    select
        -- ids
        persons.person_rank,
        published_ids.published_customer_id,
        min(records.record_rank) as first_record_rank,

        -- numbers
        published_ids.first_publication_number,

        -- times
        published_ids.first_published_at

    from persons
    inner join records on persons.record_rank = records.record_rank
    inner join published_ids
        on
            records.source_name = published_ids.source_name
            and records.source_record_id = published_ids.source_record_id

    group by
        persons.person_rank,
        published_ids.published_customer_id,
        published_ids.first_publication_number,
        published_ids.first_published_at

)

select * from final
