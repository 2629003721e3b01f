{#
    The kinds of identifier that link records, in the order in which they are believed
    where identifier_rules.csv gives no priority.
#}
{% macro default_identifier_priorities() -%}
    {%- do return({'customer_number': 1, 'account_id': 2, 'email': 3, 'phone': 4}) -%}
{%- endmacro %}
