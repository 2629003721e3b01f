{#
    Grain: one row per source record and way to reach the person that it knows.
    Placeholders reach nobody.
#}
with

records as (

    select * from {{ ref('int_customer_records') }}

),

placeholders as (

    select * from {{ ref('dim_identifiers') }}

    where is_placeholder

),

contact_points as (

    {% set types = ['email', 'phone', 'push_token', 'postal_address', 'customer_number'] %}
    {% for contact_point_type in types %}
        select
            customer_id,
            source_name,
            source_record_id,
            '{{ contact_point_type }}' as contact_point_type,
            {{ contact_point_type }} as contact_point,
            is_deleted,
            created_at,
            changed_at

        from records

        where {{ contact_point_type }} is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

final as (

    select
        -- ids
        contact_points.customer_id,
        contact_points.source_name,
        contact_points.source_record_id,

        -- text
        contact_points.contact_point_type,
        contact_points.contact_point,

        -- booleans
        contact_points.is_deleted,

        -- times
        contact_points.created_at,
        contact_points.changed_at

    from contact_points
    left join placeholders
        on
            contact_points.contact_point_type = placeholders.identifier_type
            and contact_points.contact_point = placeholders.identifier_value

    where placeholders.identifier_value is null

)

select * from final
