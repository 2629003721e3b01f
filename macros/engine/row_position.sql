{# A number that grows with the place of a row in its seed file. For seeds only. #}
{% macro row_position() -%}
    {{ adapter.dispatch('row_position', 'batuta')() }}
{%- endmacro %}

{% macro default__row_position() -%}
    rowid
{%- endmacro %}

{% macro spark__row_position() -%}
    monotonically_increasing_id()
{%- endmacro %}
