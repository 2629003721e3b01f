{#
    The record of a person whom a source knows by an address only: the same guest
    is the same record each time. Null where neither address can be used.
#}
{% macro guest_key(email, phone) -%}
    'guest:' || {{ hash_text("coalesce(" ~ email ~ ", " ~ phone ~ ")") }}
{%- endmacro %}
