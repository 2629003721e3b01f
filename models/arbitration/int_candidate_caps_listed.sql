{#
    Grain: one row per contending candidate and cap in whose scope it falls:
    whether it must obey the cap, whether it counts to it once sent, and how
    much room the cap has left before the walk begins.
    The customer's own wish binds marketing even where a campaign need not obey
    the policy's caps.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

cap_profiles as (

    select * from {{ ref('int_cap_profiles_matched') }}

),

counts_before as (

    select * from {{ ref('int_cap_counts_before') }}

),

in_scope as (

    select
        candidates.walk_rank,
        candidates.customer_id,
        caps.cap_id,
        caps.cap_position,
        caps.profile_attribute,
        case
            when caps.unit = 'contact_point' then candidates.contact_point_key
            else candidates.customer_id
        end as unit_key,
        case
            when caps.is_customer_wish then cast(candidates.max_contacts_per_week as bigint)
            else caps.max_contacts
        end as max_contacts,
        candidates.counts_to_caps as is_counted,
        candidates.obeys_caps
        or (caps.is_customer_wish and not candidates.is_service) as is_obeyed

    from candidates

    inner join caps
        on {{ scope_matches('caps.scope', 'caps.scope_value', 'candidates') }}

    where
        not caps.is_customer_wish
        or candidates.max_contacts_per_week is not null

),

final as (

    select
        -- ids
        in_scope.walk_rank,
        in_scope.cap_id,
        in_scope.unit_key,

        -- numbers
        in_scope.cap_position,
        in_scope.max_contacts,
        in_scope.max_contacts - coalesce(counts_before.contact_count, 0) as room_before,

        -- booleans
        in_scope.is_counted,
        in_scope.is_obeyed
        and (
            in_scope.profile_attribute is null
            or cap_profiles.customer_id is not null
        ) as is_obeyed

    from in_scope

    left join cap_profiles
        on
            in_scope.customer_id = cap_profiles.customer_id
            and in_scope.cap_id = cap_profiles.cap_id

    left join counts_before
        on
            in_scope.cap_id = counts_before.cap_id
            and in_scope.unit_key = counts_before.unit_key

)

select * from final
