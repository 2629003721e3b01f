{#
    Grain: one row per two profiles of a component whose names or birth dates are those
    of two people.
#}
with

profiles as (

    select * from {{ ref('int_identity_profiles') }}

    where record_rank = profile_rank

),

compared as (

    select
        one.profile_rank as earlier_profile_rank,
        other.profile_rank as later_profile_rank,
        {{ names_contradict('one', 'other') }} as is_name_contradicted,
        {{ birth_dates_contradict('one.birth_date', 'other.birth_date') }}
            as is_birth_date_contradicted

    from profiles as one
    inner join profiles as other
        on
            one.component_rank = other.component_rank
            and one.profile_rank < other.profile_rank

),

final as (

    select
        -- ids
        earlier_profile_rank,
        later_profile_rank,

        -- text
        case
            when is_name_contradicted and is_birth_date_contradicted
                then 'name_and_birth_date_contradict'
            when is_name_contradicted then 'name_contradicts'
            else 'birth_date_contradicts'
        end as reason,

        -- numbers
        case when is_name_contradicted and is_birth_date_contradicted then 2 else 1 end
            as contradiction_count

    from compared

    where is_name_contradicted or is_birth_date_contradicted

)

select * from final
