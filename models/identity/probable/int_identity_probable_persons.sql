{#
    Grain: one row per person that a probable link touches, named by its first record, and
    name and birth date its records give.
#}
with

probable_links as (

    select * from {{ ref('int_identity_probable_links') }}

),

certain_persons as (

    select * from {{ ref('int_identity_certain_persons') }}

),

records as (

    select * from {{ ref('int_identity_records') }}

),

touched_persons as (

    select earlier_person_rank as person_rank from probable_links
    union distinct
    select later_person_rank as person_rank from probable_links

),

final as (

    select distinct
        -- ids
        touched_persons.person_rank,

        -- text
        records.first_name_key,
        records.last_name_key,

        -- times
        records.birth_date

    from touched_persons
    inner join certain_persons on touched_persons.person_rank = certain_persons.person_rank
    inner join records on certain_persons.record_rank = records.record_rank

)

select * from final
