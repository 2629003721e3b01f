{#
    Whether two texts of one length (up to 20 letters) differ by two neighbouring letters
    that changed places.
#}
{% macro letters_are_swapped(one, other) -%}
    {{ adapter.dispatch('letters_are_swapped', 'batuta')(one, other) }}
{%- endmacro %}

{% macro default__letters_are_swapped(one, other) -%}
    (
        length({{ one }}) <= 20
        and levenshtein({{ one }}, {{ other }}) = 2
        and damerau_levenshtein({{ one }}, {{ other }}) = 1
    )
{%- endmacro %}

{# Spark has no Damerau distance: each place is tried. #}
{% macro spark__letters_are_swapped(one, other) -%}
    (
        length({{ one }}) <= 20
        and length({{ one }}) = length({{ other }})
        and levenshtein({{ one }}, {{ other }}) = 2
        and exists(
            sequence(1, length({{ one }})),
            place -> {{ one }} = substr({{ other }}, 1, place - 1)
                || substr({{ other }}, place + 1, 1)
                || substr({{ other }}, place, 1)
                || substr({{ other }}, place + 2)
        )
    )
{%- endmacro %}
