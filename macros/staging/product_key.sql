{#
    The product that a stock-keeping unit names, the same in the shop and at the
    till; without one, the source's own product.
#}
{% macro product_key(sku, source_name='none', own_id='null') -%}
    coalesce(
        'sku:' || upper({{ clean_text(sku) }}),
        '{{ source_name }}:' || {{ own_id }}
    )
{%- endmacro %}
