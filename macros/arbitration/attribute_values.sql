{#
    The value of the attribute a rule row names, as a number (for attributes of
    kind number) or as lower-case text (for all kinds): one column of a wide row
    picked by name, without a long table of every attribute of everybody.
#}
{% macro attribute_number(subject, relation, attribute_column) -%}
    case {{ attribute_column }}
        {%- for attribute, kind in audience_attributes()[subject].items() if kind == 'number' %}
        when '{{ attribute }}' then cast({{ relation }}.{{ attribute }} as decimal(18, 4))
        {%- endfor %}
    end
{%- endmacro %}

{# The same value as lower-case text; dates in ISO form, booleans true or false. #}
{% macro attribute_text(subject, relation, attribute_column) -%}
    case {{ attribute_column }}
        {%- for attribute, kind in audience_attributes()[subject].items() %}
        {%- set value = relation ~ '.' ~ attribute %}
        {%- set value = 'cast(' ~ value ~ ' as date)' if kind == 'date' else value %}
        when '{{ attribute }}' then lower(cast({{ value }} as {{ dbt.type_string() }}))
        {%- endfor %}
    end
{%- endmacro %}

{# What stands for a number where there is no row at all: nothing happened, so 0. #}
{% macro attribute_number_when_absent(subject, attribute_column) -%}
    case {{ attribute_column }}
        {%- for attribute, kind in audience_attributes()[subject].items() if kind == 'number' %}
        when '{{ attribute }}' then cast(0 as decimal(18, 4))
        {%- endfor %}
    end
{%- endmacro %}

{# The same as text: 0 for a number, false for a boolean, unknown for the rest. #}
{% macro attribute_text_when_absent(subject, attribute_column) -%}
    case {{ attribute_column }}
        {%- for attribute, kind in audience_attributes()[subject].items() if kind in ['number', 'boolean'] %}
        when '{{ attribute }}' then '{{ '0' if kind == 'number' else 'false' }}'
        {%- endfor %}
    end
{%- endmacro %}
