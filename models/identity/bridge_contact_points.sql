{#
    Grain: one row per source record and way to reach the person that it knows.
    Placeholders reach nobody, and what more records carry than identifier_rules.csv allows
    is nobody's own: a shop desk's phone, a mailbox that many read.
#}
with

people as (

    {{ union_staged('people') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

countries as (

    select * from {{ ref('countries') }}

),

-- The mailbox of an office links nobody, but who gave it can be written to.
impersonal as (

    select * from {{ ref('dim_identifiers') }}

    where not is_usable and unusable_reason <> 'shared_pattern'

),

addressed as (

    select
        customer_records.customer_id,
        people.source_name,
        people.source_record_id,
        people.email,
        people.phone,
        people.push_token,
        people.customer_number,
        case
            when
                people.street is not null
                and coalesce(people.postal_code, people.city) is not null
                then
                    people.street
                    || ', '
                    || trim(coalesce(people.postal_code || ' ', '') || coalesce(people.city, ''))
                    || coalesce(', ' || countries.country_code, '')
        end as postal_address,
        coalesce(people.is_deleted, false) as is_deleted,
        people.created_at,
        {{ changed_at('people') }} as changed_at,
        people.email_acquired_at,
        people.phone_acquired_at,
        people.address_acquired_at

    from people
    inner join customer_records
        on
            people.source_name = customer_records.source_name
            and people.source_record_id = customer_records.source_record_id
    left join countries on people.country = countries.country_code

),

contact_points as (

    {% set acquired_columns = {
        'email': 'email_acquired_at',
        'phone': 'phone_acquired_at',
        'push_token': 'cast(null as timestamp)',
        'postal_address': 'address_acquired_at',
        'customer_number': 'cast(null as timestamp)',
    } %}
    {% for contact_point_type, acquired_at in acquired_columns.items() %}
        select
            customer_id,
            source_name,
            source_record_id,
            '{{ contact_point_type }}' as contact_point_type,
            {{ contact_point_type }} as contact_point,
            is_deleted,
            created_at,
            changed_at,
            {{ acquired_at }} as acquired_at

        from addressed

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
        contact_points.changed_at,
        contact_points.acquired_at

    from contact_points
    left join impersonal
        on
            contact_points.contact_point_type = impersonal.identifier_type
            and contact_points.contact_point = impersonal.identifier_value

    where impersonal.identifier_value is null

)

select * from final
