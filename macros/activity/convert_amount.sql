{#
    An amount of a foreign currency in the business currency, with 4 decimal places.
    The wider type makes room for the 12 decimal places of the product: 18 digits
    leave 6 of them for whole units, and an engine stops at an amount of millions.
#}
{% macro convert_amount(amount, rate) -%}
    cast(cast({{ amount }} as decimal(19, 4)) * {{ rate }} as decimal(18, 4))
{%- endmacro %}
