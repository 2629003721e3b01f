{#
    Which share of the purchases that would be made in so many days by somebody who
    never leaves is made by somebody who leaves after each with `leave_probability`:
    (1 - (1 + z)^-s) / (s z), where s is the `rate_shape` and z the probability times
    the days by the `rate_scale`; times `weight`, as a decimal. For small z its series,
    for the difference would lose its digits.
#}
{% macro weighed_share_of_purchases(days) -%}
    {%- set z -%} (leave_probability * {{ days }} / rate_scale) {%- endset -%}
    cast(
        weight
        * case
            when {{ z }} * (rate_shape + 1) < 0.0001
                then
                    1
                    - {{ z }} * (rate_shape + 1) / 2
                    + {{ z }} * {{ z }} * (rate_shape + 1) * (rate_shape + 2) / 6
            else (1 - exp(-rate_shape * ln(1 + {{ z }}))) / (rate_shape * {{ z }})
        end
        as decimal(38, 18)
    )
{%- endmacro %}
