{#
    Grain: one row per record of a contested component: one in which two profiles
    contradict, or that holds more values of an identifier than a person may. Only there
    links must be taken one by one; everywhere else all of them hold. A record that
    contradicts nobody and holds none of the identifiers in excess is uninvolved: it can
    follow its first link at any time without changing the fate of another link.
#}
with

profiles as (

    select * from {{ ref('int_identity_profiles') }}

),

contradictions as (

    select * from {{ ref('int_identity_contradictions') }}

),

excess_identifiers as (

    select * from {{ ref('int_identity_excess_identifiers') }}

),

contradicted_profiles as (

    select earlier_profile_rank as profile_rank from contradictions
    union distinct
    select later_profile_rank as profile_rank from contradictions

),

involved_records as (

    select
        profiles.record_rank,
        profiles.component_rank

    from profiles
    inner join contradicted_profiles
        on profiles.profile_rank = contradicted_profiles.profile_rank

    union distinct

    select
        record_rank,
        component_rank

    from excess_identifiers

),

contested_components as (

    select distinct component_rank from involved_records

),

final as (

    select
        -- ids
        profiles.record_rank,
        profiles.component_rank,
        profiles.profile_rank,

        -- booleans
        involved_records.record_rank is not null as is_involved

    from profiles
    inner join contested_components
        on profiles.component_rank = contested_components.component_rank
    left join involved_records on profiles.record_rank = involved_records.record_rank

)

select * from final
