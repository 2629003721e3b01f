{#
    Grain: one row per record of a component of two records or more. Records of a
    component with the same names and birth date share a profile, called by its first
    record, so that contradictions are looked for once per profile. A record that a
    cannot-link names is a profile of its own: the verdict is about no other.
#}
with

components as (

    select * from {{ ref('int_identity_components') }}

),

cannot_links as (

    select * from {{ ref('int_identity_verdicts') }}

    where verdict = 'cannot-link'

),

separated_records as (

    select earlier_rank as record_rank from cannot_links
    union distinct
    select later_rank as record_rank from cannot_links

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
                components.birth_date,
                separated_records.record_rank
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
    left join separated_records
        on components.record_rank = separated_records.record_rank

)

select * from final
