with

identity_changes as (

    select * from {{ source('batuta', 'identity_changes') }}

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

-- A publication that was cut off may have told a change that another told too.
numbered as (

    select
        identity_changes.*,
        row_number() over (
            partition by identity_changes.change_id
            order by
                coalesce(identity_changes.publication_number, 0) asc,
                identity_changes.run_id asc
        ) as telling_number

    from identity_changes
    left join runs on identity_changes.run_id = runs.run_id
    left join moments
        on
            identity_changes.run_id is null
            and identity_changes.as_of = moments.as_of

    where runs.run_id is not null or moments.as_of is not null

),

final as (

    select
        -- ids
        change_id,
        customer_id,
        previous_customer_id,
        source_record_id,
        run_id,

        -- text
        change_type,
        source_name,

        -- numbers
        coalesce(publication_number, 0) as publication_number,

        -- times
        as_of

    from numbered

    where telling_number = 1

)

select * from final
