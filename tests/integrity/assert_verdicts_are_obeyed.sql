{#
    Guards bridge_customer_records: two records that a person held apart are two customers,
    and two that a person put together are one, or the must-link stands among the refusals.
    Else what people decided would be lost without a word.
#}
with

identity_verdicts as (

    select * from {{ ref('identity_verdicts') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

refusals as (

    select * from {{ ref('fct_identity_refusals') }}
    where link_rule = 'verdict'

),

judged as (

    select
        identity_verdicts.source_name,
        identity_verdicts.source_record_id,
        identity_verdicts.other_source_name,
        identity_verdicts.other_source_record_id,
        identity_verdicts.verdict,
        one.customer_id = other.customer_id as is_one_customer

    from identity_verdicts
    inner join customer_records as one
        on
            identity_verdicts.source_name = one.source_name
            and identity_verdicts.source_record_id = one.source_record_id
    inner join customer_records as other
        on
            identity_verdicts.other_source_name = other.source_name
            and identity_verdicts.other_source_record_id = other.source_record_id

)

select
    judged.source_name,
    judged.source_record_id,
    judged.other_source_name,
    judged.other_source_record_id,
    judged.verdict

from judged
left join refusals
    on
        (
            judged.source_name = refusals.earlier_source_name
            and judged.source_record_id = refusals.earlier_source_record_id
            and judged.other_source_name = refusals.later_source_name
            and judged.other_source_record_id = refusals.later_source_record_id
        )
        or (
            judged.source_name = refusals.later_source_name
            and judged.source_record_id = refusals.later_source_record_id
            and judged.other_source_name = refusals.earlier_source_name
            and judged.other_source_record_id = refusals.earlier_source_record_id
        )

where
    judged.verdict = 'cannot-link' and judged.is_one_customer
    or (
        judged.verdict = 'must-link'
        and not judged.is_one_customer
        and refusals.refusal_id is null
    )
