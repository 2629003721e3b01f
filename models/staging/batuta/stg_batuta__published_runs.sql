with

published_runs as (

    select * from {{ source('batuta', 'published_runs') }}

),

final as (

    select
        -- ids
        run_id,

        -- text
        arbitration_mode,
        policy_version,
        code_version,
        facts_version,
        run_parameters,

        -- numbers
        contact_count,

        -- times
        decision_date,
        as_of

    from published_runs

)

select * from final
