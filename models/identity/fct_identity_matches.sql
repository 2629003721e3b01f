{#
    Grain: one row per two records whose descriptions are likely to be of one person, from
    the review probability on, and what became of it: `linked` (they are one person),
    `refused` (see fct_identity_refusals; or a person said that they are two) or `review`
    (likely, but not enough).
#}
with

scored_pairs as (

    select * from {{ ref('int_identity_likely_pairs') }}

),

match_rules as (

    select * from {{ ref('int_identity_match_rules') }}

),

probable_refusals as (

    select * from {{ ref('int_identity_probable_refusals') }}

),

obstacles as (

    select * from {{ ref('int_identity_probable_obstacles') }}

),

records as (

    select * from {{ ref('int_identity_records') }}

),

persons as (

    select * from {{ ref('int_identity_persons') }}

),

customers as (

    select * from {{ ref('int_identity_customers') }}

),

likely_pairs as (

    select
        scored_pairs.earlier_rank,
        scored_pairs.later_rank,
        scored_pairs.evidence,
        scored_pairs.match_weight,
        scored_pairs.probability

    from scored_pairs
    inner join match_rules on scored_pairs.probability >= match_rules.review_probability

),

people_held_apart as (

    select distinct
        least(one.person_rank, other.person_rank) as lesser_person_rank,
        greatest(one.person_rank, other.person_rank) as greater_person_rank

    from obstacles
    inner join persons as one on obstacles.lesser_person_rank = one.record_rank
    inner join persons as other on obstacles.greater_person_rank = other.record_rank

),

final as (

    select
        -- ids
        {{ hash_key([
            'earlier.source_name',
            'earlier.source_record_id',
            'later.source_name',
            'later.source_record_id',
        ]) }} as match_id,
        earlier.source_name as earlier_source_name,
        earlier.source_record_id as earlier_source_record_id,
        earlier_customers.customer_id as earlier_customer_id,
        later.source_name as later_source_name,
        later.source_record_id as later_source_record_id,
        later_customers.customer_id as later_customer_id,

        -- text
        case
            when earlier_persons.person_rank = later_persons.person_rank then 'linked'
            when
                probable_refusals.earlier_rank is not null
                or people_held_apart.lesser_person_rank is not null
                then 'refused'
            else 'review'
        end as outcome,
        likely_pairs.evidence,

        -- numbers
        likely_pairs.match_weight,
        likely_pairs.probability

    from likely_pairs
    inner join records as earlier on likely_pairs.earlier_rank = earlier.record_rank
    inner join records as later on likely_pairs.later_rank = later.record_rank
    inner join persons as earlier_persons
        on likely_pairs.earlier_rank = earlier_persons.record_rank
    inner join persons as later_persons
        on likely_pairs.later_rank = later_persons.record_rank
    inner join customers as earlier_customers
        on earlier_persons.person_rank = earlier_customers.person_rank
    inner join customers as later_customers
        on later_persons.person_rank = later_customers.person_rank
    left join probable_refusals
        on
            likely_pairs.earlier_rank = probable_refusals.earlier_rank
            and likely_pairs.later_rank = probable_refusals.later_rank
    left join people_held_apart
        on
            least(earlier_persons.person_rank, later_persons.person_rank)
            = people_held_apart.lesser_person_rank
            and greatest(earlier_persons.person_rank, later_persons.person_rank)
            = people_held_apart.greater_person_rank

)

select * from final
