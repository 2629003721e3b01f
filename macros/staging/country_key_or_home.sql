{#
    The country by which a national phone number is read: the record's own, else
    the one that `vars: sources.<source>.country` names; null for neither.
#}
{% macro country_key_or_home(source_name, column=none) -%}
    {%- set home = source_setting(source_name, 'country') -%}
    {%- set known = [] -%}
    {%- if column -%}{%- do known.append(normalise_country(column)) -%}{%- endif -%}
    {%- if home -%}{%- do known.append("'" ~ home | lower ~ "'") -%}{%- endif -%}
    {%- do known.append('cast(null as ' ~ dbt.type_string() ~ ')') -%}
    coalesce({{ known | join(', ') }})
{%- endmacro %}
