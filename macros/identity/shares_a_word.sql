{# Whether one of two folded texts stands in the other as whole words. #}
{% macro shares_a_word(one, other) -%}
    (
        {{ dbt.position("' ' || " ~ one ~ " || ' '", "' ' || " ~ other ~ " || ' '") }} > 0
        or {{ dbt.position("' ' || " ~ other ~ " || ' '", "' ' || " ~ one ~ " || ' '") }} > 0
    )
{%- endmacro %}
