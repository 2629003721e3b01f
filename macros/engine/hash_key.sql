{#
    A surrogate key over several values: 32 hexadecimal digits, the same on every
    engine. A null is as good as an empty text; the bar between values keeps
    ('ab', 'c') apart from ('a', 'bc').
#}
{% macro hash_key(expressions) -%}
    md5(
        {%- for expression in expressions %}
        coalesce(cast({{ expression }} as {{ dbt.type_string() }}), ''){{ " || '|' ||" if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
