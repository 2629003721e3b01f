{#
    Whether a later grant about the same cell of the same person lifts a withdrawal; a
    grant without a contact point lifts none. `grants` holds the latest one per cell.
#}
{% macro is_lifted_by(withdrawals, grants) -%}
    (
        {{ withdrawals }}.customer_id = {{ grants }}.customer_id
        and {{ withdrawals }}.purpose = {{ grants }}.purpose
        and {{ withdrawals }}.channel = {{ grants }}.channel
        and {{ withdrawals }}.topic = {{ grants }}.topic
        and {{ withdrawals }}.contact_point = {{ grants }}.contact_point
        and {{ withdrawals }}.contact_point <> ''
        and {{ withdrawals }}.recorded_at < {{ grants }}.recorded_at
    )
{%- endmacro %}
