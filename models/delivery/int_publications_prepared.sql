{#
    Grain: one row, the publication that this run would make. `run_id` is a
    fingerprint of the moment, the policy and the decisions, never of the clock,
    so that publishing the same run twice is one publication. The versions and
    parameters say by what the day was decided, for whoever decides it again.
#}
with

contacts as (

    select * from {{ ref('int_contacts_selected') }}

),

deliveries as (

    select * from {{ ref('stg_landed_deliveries') }}

),

facts as (

    select
        {{ rows_fingerprint(
            "source_name || '|' || table_name || '|' || delivery || '|' || content_hash"
        ) }} as facts_version

    from deliveries

),

publication as (

    select
        md5(
            '{{ as_of_text() }}|{{ var("arbitration_mode") }}|'
            || {{ policy_version() }}
            || '|' || {{ rows_fingerprint("decision_id || '|' || contact_point") }}
        ) as run_id,
        count(*) as contact_count

    from contacts

),

final as (

    select
        -- ids
        publication.run_id,

        -- text
        '{{ var("arbitration_mode") }}' as arbitration_mode,
        {{ policy_version() }} as policy_version,
        {{ code_version() }} as code_version,
        facts.facts_version,
        {{ text_literal(run_parameters()) }} as run_parameters,

        -- numbers
        publication.contact_count,

        -- times
        {{ decision_date() }} as decision_date,
        {{ as_of() }} as as_of

    from publication
    cross join facts

)

select * from final
