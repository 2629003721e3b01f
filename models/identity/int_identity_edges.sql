{#
    Grain: one row per two records that a usable identifier or a must-link connects. Each
    record hangs on the first record of the value, so that a value on k records costs
    k - 1 edges, not k * k; the connected records are the same.
#}
with

identifiers as (

    select * from {{ ref('int_identity_identifiers') }}

),

usable_identifiers as (

    select * from {{ ref('dim_identifiers') }}

    where is_usable

),

verdicts as (

    select * from {{ ref('int_identity_verdicts') }}

    where verdict = 'must-link'

),

final as (

    select
        -- ids
        identifiers.record_rank as later_rank,
        usable_identifiers.first_record_rank as earlier_rank

    from identifiers
    inner join usable_identifiers
        on
            identifiers.identifier_type = usable_identifiers.identifier_type
            and identifiers.identifier_value = usable_identifiers.identifier_value
            and identifiers.record_rank > usable_identifiers.first_record_rank

    union distinct

    select
        later_rank,
        earlier_rank

    from verdicts

)

select * from final
