{#
    The order in which the values of a golden field survive, the best first: what its rule
    says, then the record that changed last, the more trusted source, the older record.
#}
{% macro survivorship_order() -%}
    verification_weight asc,
    strategy_weight asc,
    changed_at desc nulls last,
    trust_rank asc,
    created_at asc nulls last,
    source_name asc,
    source_record_id asc
{%- endmacro %}
