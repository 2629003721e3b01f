with

identity_members as (

    select * from {{ source('batuta', 'identity_members') }}

),

published_runs as (

    select * from {{ source('batuta', 'published_runs') }}

),

runs as (

    select distinct run_id from published_runs

),

-- Rows of an older batuta name no run; a run of their moment speaks for them.
moments as (

    select distinct as_of from published_runs

),

final as (

    select
        -- ids
        identity_members.source_record_id,
        identity_members.customer_id,
        identity_members.run_id,

        -- text
        identity_members.source_name,

        -- numbers
        coalesce(identity_members.publication_number, 0) as publication_number,

        -- times
        identity_members.recorded_at

    from identity_members
    left join runs on identity_members.run_id = runs.run_id
    left join moments
        on
            identity_members.run_id is null
            and identity_members.recorded_at = moments.as_of

    where runs.run_id is not null or moments.as_of is not null

)

select * from final
