{#
    Grain: one row per customer and channel for which the customer has any
    address of the channel's kind: the one that would be used. An address that
    works comes before one that bounced or complained, one with a grant before
    one without a statement before one that was withdrawn, the primary one
    before the others.
#}
with

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

contact_points_numbered as (

    select * from {{ ref('int_contact_points_numbered') }}

),

permissions as (

    select * from {{ ref('dim_channel_permissions') }}

),

ranked as (

    select
        permissions.customer_id,
        permissions.channel,
        permissions.contact_point_type,
        permissions.contact_point,
        permissions.status as permission_status,
        permissions.feed_recorded_at,
        contact_points.is_suppressed,
        row_number() over (
            partition by permissions.customer_id, permissions.channel
            order by
                case when contact_points.is_suppressed then 1 else 0 end asc,
                case permissions.status
                    when 'granted' then 1
                    when 'unknown' then 2
                    else 3
                end asc,
                case when contact_points.is_primary then 0 else 1 end asc,
                permissions.contact_point asc
        ) as choice_rank

    from permissions

    inner join contact_points
        on
            permissions.customer_id = contact_points.customer_id
            and permissions.contact_point_type = contact_points.contact_point_type
            and permissions.contact_point = contact_points.contact_point

),

final as (

    select
        -- ids
        ranked.customer_id,
        ranked.channel,
        contact_points_numbered.contact_point_key,

        -- text
        ranked.contact_point_type,
        ranked.contact_point,
        ranked.permission_status,

        -- booleans
        ranked.is_suppressed,

        -- times
        ranked.feed_recorded_at

    from ranked

    inner join contact_points_numbered
        on
            ranked.contact_point_type = contact_points_numbered.contact_point_type
            and ranked.contact_point = contact_points_numbered.contact_point

    where ranked.choice_rank = 1

)

select * from final
