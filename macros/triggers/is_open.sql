{# Whether a trigger stands at `as_of`: it has begun and not ended. Null, and so not, without its parameters. #}
{% macro is_open(triggered_at, expires_at) -%}
    {{ triggered_at }} <= {{ as_of() }}
        and {{ expires_at }} > {{ as_of() }}
{%- endmacro %}
