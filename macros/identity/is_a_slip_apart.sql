{#
    Whether two texts differ by a slip of the pen: one letter or digit, or two neighbours
    that changed places. Null where one is null.
#}
{% macro is_a_slip_apart(one, other) -%}
    (levenshtein({{ one }}, {{ other }}) = 1 or {{ letters_are_swapped(one, other) }})
{%- endmacro %}
