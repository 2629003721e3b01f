{# A stable fingerprint of a text: 32 hexadecimal digits, the same on every engine. #}
{% macro hash_text(expression) -%}
    md5(cast({{ expression }} as {{ dbt.type_string() }}))
{%- endmacro %}
