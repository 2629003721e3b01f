{#
    Grain: one row, the publication that this run would make. `run_id` is a
    fingerprint of the moment, the policy and the decisions, never of the clock,
    so that publishing the same run twice is one publication.
#}
with

contacts as (

    select * from {{ ref('int_contacts_selected') }}

),

final as (

    select
        -- ids
        md5(
            '{{ as_of_text() }}|{{ var("arbitration_mode") }}|'
            || {{ policy_version() }}
            || '|' || {{ rows_fingerprint("decision_id || '|' || contact_point") }}
        ) as run_id,

        -- text
        '{{ var("arbitration_mode") }}' as arbitration_mode,
        {{ policy_version() }} as policy_version,

        -- numbers
        count(*) as contact_count,

        -- times
        {{ decision_date() }} as decision_date,
        {{ as_of() }} as as_of

    from contacts

)

select * from final
