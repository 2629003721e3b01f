{#
    Whether a later grant of the same person lifts a withdrawal of the same purpose,
    channel and topic: one of the record that withdrew, whose last word counts, or one for
    the same contact point. `grants` holds the latest one per record and cell.
#}
{% macro is_lifted_by(withdrawals, grants) -%}
    (
        {{ withdrawals }}.customer_id = {{ grants }}.customer_id
        and {{ withdrawals }}.purpose = {{ grants }}.purpose
        and {{ withdrawals }}.channel = {{ grants }}.channel
        and {{ withdrawals }}.topic = {{ grants }}.topic
        and {{ withdrawals }}.recorded_at < {{ grants }}.recorded_at
        and (
            (
                {{ withdrawals }}.source_name = {{ grants }}.source_name
                and {{ withdrawals }}.source_record_id = {{ grants }}.source_record_id
            )
            or (
                {{ withdrawals }}.contact_point = {{ grants }}.contact_point
                and {{ withdrawals }}.contact_point <> ''
            )
        )
    )
{%- endmacro %}
