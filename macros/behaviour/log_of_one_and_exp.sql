{# ln(1 + exp(x)), where exp(x) alone would leave the range of a double. #}
{% macro log_of_one_and_exp(x) -%}
    (greatest({{ x }}, 0) + ln(1 + exp(-abs({{ x }}))))
{%- endmacro %}
