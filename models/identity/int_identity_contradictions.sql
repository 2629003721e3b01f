{#
    Grain: one row per two profiles of a component whose names or birth dates are those
    of two people, or whose records a cannot-link holds apart. The verdict counts more than
    any identifier may overrule.
#}
with

profiles as (

    select * from {{ ref('int_identity_profiles') }}

    where record_rank = profile_rank

),

cannot_links as (

    select * from {{ ref('int_identity_verdicts') }}

    where verdict = 'cannot-link'

),

compared as (

    select
        one.profile_rank as earlier_profile_rank,
        other.profile_rank as later_profile_rank,
        {{ names_contradict('one', 'other') }} as is_name_contradicted,
        {{ birth_dates_contradict('one.birth_date', 'other.birth_date') }}
            as is_birth_date_contradicted,
        cannot_links.earlier_rank is not null as is_forbidden

    from profiles as one
    inner join profiles as other
        on
            one.component_rank = other.component_rank
            and one.profile_rank < other.profile_rank
    left join cannot_links
        on
            one.profile_rank = cannot_links.earlier_rank
            and other.profile_rank = cannot_links.later_rank

),

final as (

    select
        -- ids
        earlier_profile_rank,
        later_profile_rank,

        -- text
        case
            when is_forbidden then 'cannot_link'
            when is_name_contradicted and is_birth_date_contradicted
                then 'name_and_birth_date_contradict'
            when is_name_contradicted then 'name_contradicts'
            else 'birth_date_contradicts'
        end as reason,

        -- numbers
        case
            when is_forbidden then 3
            when is_name_contradicted and is_birth_date_contradicted then 2
            else 1
        end as contradiction_count

    from compared

    where is_name_contradicted or is_birth_date_contradicted or is_forbidden

)

select * from final
