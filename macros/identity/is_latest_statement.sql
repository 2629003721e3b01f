{#
    Whether a consent statement is the one that counts of those of its record about the
    same cell (purpose, channel, topic, contact point): the latest, and of two made at
    the same moment the withdrawal.
#}
{% macro is_latest_statement(cells) -%}
    row_number() over (
        partition by
            {{ cells }}.source_name,
            {{ cells }}.source_record_id,
            {{ cells }}.purpose,
            {{ cells }}.channel,
            {{ cells }}.topic,
            {{ cells }}.contact_point
        order by
            {{ cells }}.recorded_at desc,
            {{ cells }}.status desc,
            {{ cells }}.consent_id asc
    ) = 1
{%- endmacro %}
