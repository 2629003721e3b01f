{#
    Grain: one row per address, whoever has it, with a whole number that stands
    for it inside the walk. Two customers with one e-mail share its number, and so
    do two channels to one phone.
#}
with

contact_points as (

    select distinct
        contact_point_type,
        contact_point

    from {{ ref('dim_contact_points') }}

),

final as (

    select
        -- ids
        cast(
            row_number() over (
                order by contact_point_type asc, contact_point asc
            ) as int
        ) as contact_point_key,

        -- text
        contact_point_type,
        contact_point

    from contact_points

)

select * from final
