{# What audience rules may look at, as a list of `subject:attribute`. #}
{% macro allowed_attributes() -%}
    {%- set allowed = [] -%}
    {%- for subject, attributes in audience_attributes().items() -%}
        {%- for attribute in attributes -%}
            {%- do allowed.append(subject ~ ':' ~ attribute) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do return(allowed) -%}
{%- endmacro %}
