{#
    How much of the longer of two texts must be typed anew to get the other, 0 to 1. Null
    where one is null or both are empty.
#}
{% macro share_of_letters_changed(one, other) -%}
    (
        cast(levenshtein({{ one }}, {{ other }}) as double)
        / nullif(greatest(length({{ one }}), length({{ other }})), 0)
    )
{%- endmacro %}
