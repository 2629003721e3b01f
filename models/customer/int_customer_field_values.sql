{#
    Grain: one row per source record and golden field that it knows. Deleted records say
    nothing, nor do placeholders and what more records carry than one person can have.
#}
with

records as (

    select * from {{ ref('int_customer_records') }}

    where not is_deleted

),

-- The mailbox of an office links nobody, but who gave it can be written to.
impersonal as (

    select * from {{ ref('dim_identifiers') }}

    where not is_usable and unusable_reason <> 'shared_pattern'

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
    left join impersonal
        on
            field_values.field = impersonal.identifier_type
            and field_values.field_value = impersonal.identifier_value

    where impersonal.identifier_value is null

)

select * from final
