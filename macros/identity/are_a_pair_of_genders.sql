{#
    Whether two folded first names are one name of a man and of a woman: Mario and María,
    Juan and Juana, Louis and Louise. A letter apart, and yet two people of one family.
    Null where one is null.
#}
{% macro are_a_pair_of_genders(one, other) -%}
    (
        {{ is_feminine_of(one, other) }}
        or {{ is_feminine_of(other, one) }}
    )
{%- endmacro %}

{# Whether the first of two folded first names is the second with a woman's ending. #}
{% macro is_feminine_of(one, other) -%}
    (
        {{ one }} = substr({{ other }}, 1, length({{ other }}) - 1) || 'a'
        and {{ other }} like '%o'
        or {{ one }} in ({{ other }} || 'a', {{ other }} || 'e')
        and not {{ matches_pattern(other, '[aeiouy]$') }}
    )
{%- endmacro %}
