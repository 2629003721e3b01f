{# The probability whose log odds are given, without leaving the range of a double. #}
{% macro probability_of_logit(logit) -%}
    exp(-{{ log_of_one_and_exp('-(' ~ logit ~ ')') }})
{%- endmacro %}
