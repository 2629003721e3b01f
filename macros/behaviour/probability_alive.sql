{#
    The probability that a customer still buys here, by BG/NBD (Fader, Hardie, Lee 2008,
    "Computing P(alive) using the BG/NBD model"), from the repeat purchases, the age at
    the last of them and the age now. In logarithms, for a power of a frequent customer's
    rate leaves what a double holds. Asks for the columns of `parameters`.
#}
{% macro probability_alive(repeat_count, last_repeat_age, customer_age) -%}
    case
        when {{ repeat_count }} = 0 then cast(1 as double)
        else {{ probability_of_logit(
            '-(ln(parameters.a / (parameters.b + ' ~ repeat_count ~ ' - 1)) + (parameters.r + '
            ~ repeat_count ~ ') * ln((parameters.alpha + ' ~ customer_age
            ~ ') / (parameters.alpha + ' ~ last_repeat_age ~ ')))'
        ) }}
    end
{%- endmacro %}
