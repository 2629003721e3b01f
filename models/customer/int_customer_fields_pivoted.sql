{# Grain: one row per person with a golden field; each with its source and time. #}
with

golden_fields as (

    select * from {{ ref('int_customer_golden_fields') }}

),

final as (

    select
        -- ids
        customer_id,
        {% for field, data_type in golden_fields().items() %}
            cast(
                max(case when field = '{{ field }}' then field_value end) as {{ data_type }}
            ) as {{ field }},
            max(case when field = '{{ field }}' then source_name end) as {{ field }}_source,
            max(case when field = '{{ field }}' then changed_at end)
                as {{ field }}_updated_at,
        {% endfor %}

        -- numbers
        count(case when field <> 'push_token' then 1 end) as known_field_count

    from golden_fields

    group by customer_id

)

select * from final
