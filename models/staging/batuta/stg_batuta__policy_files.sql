with

policy_files as (

    select * from {{ source('batuta', 'policy_files') }}

),

final as (

    select
        -- text
        policy_version,
        policy_file,
        content,

        -- times
        recorded_at

    from policy_files

)

select * from final
