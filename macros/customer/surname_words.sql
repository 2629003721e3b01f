{#
    The words of a folded last name by which relatives are known, one row each; stands
    alone in a select list. What many names have before or between them is left out.
#}
{% macro surname_words(last_name_key) -%}
    {%- set particles = 'de|del|la|las|los|el|y|e|i|da|das|do|dos|di|du|des|le|della|van|von|der|den|ter|san|santa' -%}
    {%- set single = "replace(' ' || " ~ last_name_key ~ " || ' ', ' ', '  ')" -%}
    {%- set named = regexp_replace_all(single, ' (' ~ particles ~ ') ', ' ') -%}
    {{ explode_list("replace(trim(" ~ regexp_replace_all(named, ' +', ' ') ~ "), ' ', '|')") }}
{%- endmacro %}
