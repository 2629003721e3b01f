{{ config(pre_hook="{{ prepare_kept(kept_scores()) }}") }}

{#
    Grain: one row per description as it is, and per description as it was when its pairs
    were scored last, where it is no longer the same. What is as it was then keeps its
    scores. A version covers all that a score is made of but how common values are; see
    int_identity_open_descriptions.
#}
with

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

records as (

    select * from {{ ref('int_identity_records') }}

),

scoring as (

    select * from {{ ref('int_identity_scoring') }}

),

scored_descriptions as (

    select * from {{ kept_by('int_identity_scored_descriptions') }}

),

named as (

    select
        {{ hash_key(['records.source_name', 'records.source_record_id']) }} as description_id,
        {{ hash_key(['first_records.source_name', 'first_records.source_record_id']) }}
            as person_id,
        records.created_at,
        descriptions.*

    from descriptions
    inner join records on descriptions.record_rank = records.record_rank
    inner join records as first_records
        on descriptions.person_rank = first_records.record_rank

),

versioned as (

    select
        {{ hash_key(
            ['scoring.scored_by', 'named.person_id', 'named.created_at']
            + described_columns('named')
        ) }} as content_hash,
        named.*

    from named
    cross join scoring

),

compared as (

    select
        versioned.description_id,
        versioned.content_hash,
        versioned.record_rank,
        versioned.person_rank,
        {{ described_columns('versioned') | join(', ') }},
        true as is_current,
        scored_descriptions.description_id is null as is_changed

    from versioned
    left join scored_descriptions
        on
            versioned.description_id = scored_descriptions.description_id
            and versioned.content_hash = scored_descriptions.content_hash

    union all

    select
        scored_descriptions.description_id,
        scored_descriptions.content_hash,
        cast(null as bigint) as record_rank,
        cast(null as bigint) as person_rank,
        {{ described_columns('scored_descriptions') | join(', ') }},
        false as is_current,
        true as is_changed

    from scored_descriptions
    left join versioned
        on
            scored_descriptions.description_id = versioned.description_id
            and scored_descriptions.content_hash = versioned.content_hash

    where versioned.description_id is null

),

final as (

    select
        -- ids
        description_id,
        content_hash,
        record_rank,
        person_rank,

        -- text
        first_name_key,
        last_name_key,
        street_key,
        street_number,
        postal_code_key,
        city_key,
        email,
        mailbox,
        mailbox_number,
        phone,

        -- booleans
        is_current,
        is_changed,

        -- times
        birth_date

    from compared

)

select * from final
