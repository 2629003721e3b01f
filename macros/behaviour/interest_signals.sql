{# The signs of interest that intent_weights.csv weighs, each with the count it is read from. #}
{% macro interest_signals() -%}
    {%- do return({
        'viewed': 'viewed_count',
        'dwelled': 'dwelled_count',
        'searched': 'searched_count',
        'carted': 'carted_count',
        'checkout': 'checkout_count',
        'chatted': 'chatted_count',
        'store_visit': 'store_visit_count',
        'ordered': 'ordered_count',
    }) -%}
{%- endmacro %}
