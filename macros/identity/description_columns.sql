{# What describes a person, as far as a record says it. #}
{% macro description_columns() -%}
    {%- do return([
        'first_name_key',
        'last_name_key',
        'birth_date',
        'street_key',
        'postal_code_key',
        'city_key',
        'email',
        'phone',
    ]) -%}
{%- endmacro %}
