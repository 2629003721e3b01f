{#
    What is left of a weight after some days, as a double: half of it per
    half-life; without a half-life nothing fades. Cast what is weighed with it to
    a decimal before it is summed, so that sums do not depend on the order.
#}
{% macro decay(age_days, half_life_days) -%}
    case
        when {{ half_life_days }} > 0
            then power(
                cast(0.5 as double),
                cast({{ age_days }} as double) / cast({{ half_life_days }} as double)
            )
        else cast(1 as double)
    end
{%- endmacro %}
