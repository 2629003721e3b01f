{#
    Grain: one row per record of a component of two records or more. Records of a
    component with the same names and birth date share a profile, called by its first
    record, so that contradictions are looked for once per profile.
#}
with

components as (

    select * from {{ ref('int_identity_components') }}

),

sized as (

    select
        component_rank,
        count(*) as record_count

    from components

    group by component_rank

),

final as (

    select
        -- ids
        components.record_rank,
        components.component_rank,
        min(components.record_rank) over (
            partition by
                components.component_rank,
                components.first_name_key,
                components.last_name_key,
                components.birth_date
        ) as profile_rank,

        -- text
        components.first_name_key,
        components.last_name_key,

        -- times
        components.birth_date

    from components
    inner join sized
        on
            components.component_rank = sized.component_rank
            and sized.record_count > 1

)

select * from final
