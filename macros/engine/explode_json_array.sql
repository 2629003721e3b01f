{#
    One row per element of a text that holds a JSON list; stands alone in a select
    list. Each element is JSON text, to be read with json_field. A text that is no
    list gives no row.
#}
{% macro explode_json_array(json_text) -%}
    {{ adapter.dispatch('explode_json_array', 'batuta')(json_text) }}
{%- endmacro %}

{% macro default__explode_json_array(json_text) -%}
    unnest(
        case
            when json_valid({{ json_text }}) and json_type({{ json_text }}) = 'ARRAY'
                then cast(json_extract({{ json_text }}, '$[*]') as varchar[])
        end
    )
{%- endmacro %}

{% macro spark__explode_json_array(json_text) -%}
    explode(from_json({{ json_text }}, 'array<string>'))
{%- endmacro %}
