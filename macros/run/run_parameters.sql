{#
    The vars that a day's decisions depend on beside `as_of`, as one JSON text: kept with
    each publication, so that the day can be decided again by what held then. Sources stay
    in the order of trust.
#}
{% macro run_parameters() -%}
    {%- set names = [
        'arbitration_mode', 'business_language', 'business_time_zone', 'control_share',
        'currency', 'custom_triggers', 'draw_salt', 'sources',
    ] -%}
    {%- set values = {} -%}
    {%- for name in names -%}
        {%- do values.update({name: var(name)}) -%}
    {%- endfor -%}
    {%- do return(tojson(values)) -%}
{%- endmacro %}
