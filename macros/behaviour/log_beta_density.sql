{#
    The logarithm of a beta distribution's density over log odds, up to a constant:
    p to the power of the first shape times 1 - p to the power of the second.
#}
{% macro log_beta_density(logit, shape, other_shape) -%}
    (
        -{{ shape }} * {{ log_of_one_and_exp('-(' ~ logit ~ ')') }}
        - {{ other_shape }} * {{ log_of_one_and_exp(logit) }}
    )
{%- endmacro %}
