{# Attributes an audience rule may look at only with a reason. #}
{% macro sensitive_attributes() -%}
    {%- do return(['age', 'birth_date', 'gender']) -%}
{%- endmacro %}
