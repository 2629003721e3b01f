{# The one value that the rows of a group have in a column; null where they have several. #}
{% macro only_value(column, group_column) -%}
    case
        when
            min({{ column }}) over (partition by {{ group_column }})
            = max({{ column }}) over (partition by {{ group_column }})
            then max({{ column }}) over (partition by {{ group_column }})
    end
{%- endmacro %}
