{# The fields of the golden record that a source can know, and their types, in order. #}
{% macro golden_fields() -%}
    {%- set text = dbt.type_string() -%}
    {%- do return({
        'first_name': text,
        'last_name': text,
        'email': text,
        'phone': text,
        'push_token': text,
        'birth_date': 'date',
        'gender': text,
        'street': text,
        'city': text,
        'postal_code': text,
        'country': text,
        'language': text,
        'time_zone': text,
        'customer_number': text,
    }) -%}
{%- endmacro %}
