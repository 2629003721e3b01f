{#
    A text as a JSON string, quotes included: quotes and backslashes escaped,
    control characters turned into blanks. A null stays null.
#}
{% macro json_text(expression) -%}
    ('"' || {{ regexp_replace_all(
        "replace(replace(" ~ expression ~ ", chr(92), chr(92) || chr(92)), '\"', chr(92) || '\"')",
        '[\\x00-\\x1f\\x7f]', ' '
    ) }} || '"')
{%- endmacro %}
