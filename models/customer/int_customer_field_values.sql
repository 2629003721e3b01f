{#
    Grain: one row per source record and golden field that it knows. Deleted records and
    placeholders say nothing.
#}
with

records as (

    select * from {{ ref('int_customer_records') }}

    where not is_deleted

),

placeholders as (

    select * from {{ ref('dim_identifiers') }}

    where is_placeholder

),

field_values as (

    {% for field in golden_fields() %}
        select
            customer_id,
            source_name,
            source_record_id,
            '{{ field }}' as field,
            cast({{ field }} as {{ dbt.type_string() }}) as field_value,
            {{ 'is_email_verified' if field == 'email' else 'false' }} as is_verified,
            created_at,
            changed_at

        from records

        where {{ field }} is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

final as (

    select
        -- ids
        field_values.customer_id,
        field_values.source_name,
        field_values.source_record_id,

        -- text
        field_values.field,
        field_values.field_value,

        -- booleans
        field_values.is_verified,

        -- times
        field_values.created_at,
        field_values.changed_at

    from field_values
    left join placeholders
        on
            field_values.field = placeholders.identifier_type
            and field_values.field_value = placeholders.identifier_value

    where placeholders.identifier_value is null

)

select * from final
