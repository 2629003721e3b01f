-- depends_on: {{ ref('int_identity_scored_terms') }}
{#
    Grain: one row per description whose pairs are scored, for the next run to tell what
    has changed since. Written last: while pairs are being scored it is empty, so that a
    run that fails half-way makes the next one score all.
#}
with

description_versions as (

    select * from {{ ref('int_identity_description_versions') }}

    where is_current

),

final as (

    select
        -- ids
        description_id,
        content_hash,

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

        -- times
        birth_date

    from description_versions

)

select * from final
