{# The columns of int_identity_descriptions that say something of the person. #}
{% macro described_columns(descriptions) -%}
    {%- set columns = [
        'first_name_key',
        'last_name_key',
        'street_key',
        'street_number',
        'postal_code_key',
        'city_key',
        'email',
        'mailbox',
        'mailbox_number',
        'phone',
        'birth_date',
    ] -%}
    {%- set named = [] -%}
    {%- for column in columns -%}
        {%- do named.append(descriptions ~ '.' ~ column) -%}
    {%- endfor -%}
    {%- do return(named) -%}
{%- endmacro %}
