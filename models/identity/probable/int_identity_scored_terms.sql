-- depends_on: {{ ref('int_identity_likely_pairs') }}
{#
    Grain: one row per comparison and value as common as it was when pairs were scored,
    for the next run to tell which became commoner or rarer since.
#}
with

terms as (

    select * from {{ ref('int_identity_terms') }}

),

final as (

    select
        -- text
        comparison,
        term,

        -- numbers
        chance_bits

    from terms

)

select * from final
