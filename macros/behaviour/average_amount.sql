{# A sum of decimals with 4 places divided by a count, rounded half away from zero; null without a count. #}
{% macro average_amount(total, row_count) -%}
    {{ adapter.dispatch('average_amount', 'batuta')(total, row_count) }}
{%- endmacro %}

{# DuckDB divides decimals as doubles, which rounds some halves the wrong way: whole numbers do not. #}
{% macro default__average_amount(total, row_count) -%}
    cast(
        case when {{ row_count }} > 0 then
            sign({{ total }})
            * (
                (2 * cast(abs({{ total }}) * 10000 as hugeint) + cast({{ row_count }} as hugeint))
                // (2 * cast({{ row_count }} as hugeint))
            )
        end as decimal(18, 0)
    ) * cast(0.0001 as decimal(5, 4))
{%- endmacro %}

{% macro spark__average_amount(total, row_count) -%}
    cast(case when {{ row_count }} > 0 then {{ total }} / {{ row_count }} end as decimal(18, 4))
{%- endmacro %}
