{#
    Whether two folded names may be two spellings of one: equal, one the beginning or
    a whole word of the other, or a slip of the pen apart (one letter, or two neighbours
    swapped, in names of four or more; two letters in names of eight or more). Null where
    one is null.
#}
{% macro names_are_alike(one, other) -%}
    (
        {{ one }} = {{ other }}
        or substr({{ one }}, 1, length({{ other }})) = {{ other }}
        or substr({{ other }}, 1, length({{ one }})) = {{ one }}
        or {{ dbt.position("' ' || " ~ one ~ " || ' '", "' ' || " ~ other ~ " || ' '") }} > 0
        or {{ dbt.position("' ' || " ~ other ~ " || ' '", "' ' || " ~ one ~ " || ' '") }} > 0
        or levenshtein({{ one }}, {{ other }}) <= (
            case
                when least(length({{ one }}), length({{ other }})) >= 8 then 2
                when least(length({{ one }}), length({{ other }})) >= 4 then 1
                else 0
            end
        )
        or (length({{ one }}) >= 4 and {{ letters_are_swapped(one, other) }})
    )
{%- endmacro %}
