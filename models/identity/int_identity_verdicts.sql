{#
    Grain: one row per two records that a person judged in identity_verdicts.csv and verdict,
    where both records exist.
#}
with

identity_verdicts as (

    select * from {{ ref('identity_verdicts') }}

),

records as (

    select * from {{ ref('int_identity_records') }}

),

judged as (

    select
        identity_verdicts.verdict,
        least(one.record_rank, other.record_rank) as earlier_rank,
        greatest(one.record_rank, other.record_rank) as later_rank

    from identity_verdicts
    inner join records as one
        on
            identity_verdicts.source_name = one.source_name
            and identity_verdicts.source_record_id = one.source_record_id
    inner join records as other
        on
            identity_verdicts.other_source_name = other.source_name
            and identity_verdicts.other_source_record_id = other.source_record_id
            and one.record_rank <> other.record_rank

),

final as (

    select distinct
        -- ids
        earlier_rank,
        later_rank,

        -- text
        verdict

    from judged

)

select * from final
