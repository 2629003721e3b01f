{#
    What a rule row about a category looks at, as text: unknown of who refused
    profiling, nothing where the customer has no row for the category, else the
    value of that row.
#}
{% macro category_attribute_text(relation, attribute_column, is_profiled) -%}
    case
            when not ({{ is_profiled }}) then null
            when {{ relation }}.customer_id is null
                then {{ attribute_text_when_absent('category', attribute_column) }}
            else {{ attribute_text('category', relation, attribute_column) }}
        end
{%- endmacro %}

{# The same as a number. #}
{% macro category_attribute_number(relation, attribute_column, is_profiled) -%}
    case
            when not ({{ is_profiled }}) then null
            when {{ relation }}.customer_id is null
                then {{ attribute_number_when_absent('category', attribute_column) }}
            else {{ attribute_number('category', relation, attribute_column) }}
        end
{%- endmacro %}
