{# The columns by which two events under one key are told apart. #}
{% macro segment_content() -%}
    {%- do return([
        'occurred_at', 'visitor_id', 'user_id', 'product_id', 'category', 'device_type',
        'cart_id', 'quantity', 'search_text', 'page_url', 'referrer', 'utm_source', 'utm_medium',
        'utm_campaign',
    ]) -%}
{%- endmacro %}
