{#
    What a candidate claims its place by before all ties, in the run's mode: when
    it is due, or its rank score.
#}
{% macro walk_claim() -%}
    {{ 'planned_send_at' if var('arbitration_mode') == 'chronological' else 'rank_score' }}
{%- endmacro %}

{# Whether the walk goes by rank scores, or else by when candidates are due. #}
{% macro walks_by_score() -%}
    {{ 'false' if var('arbitration_mode') == 'chronological' else 'true' }}
{%- endmacro %}

{# Which end of the claims comes first: the earliest due, or the highest score. #}
{% macro walk_claim_direction() -%}
    {{ 'asc' if var('arbitration_mode') == 'chronological' else 'desc' }}
{%- endmacro %}

{#
    The total order among equal claims, as the columns of an `order by`: the ties
    in turn. Keys order as the ids they stand for. Narrow whole numbers, for a sort
    by at most 32 bytes is several times as fast on DuckDB as a sort by more.
#}
{% macro walk_order() -%}
    {%- if var('arbitration_mode') != 'chronological' %}
    cast(strength * 10000 as smallint) desc,
    triggered_at desc,
    {%- endif %}
    cast(campaign_key * 128 + channel_rank as int) asc,
    cast(draw as int) asc,
    customer_key asc
{%- endmacro %}
