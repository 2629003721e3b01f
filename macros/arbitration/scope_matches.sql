{#
    Whether a campaign (or a contact) falls in a scope of the policy: all, or the
    one channel, topic, group or campaign it names.
#}
{% macro scope_matches(scope, scope_value, relation) -%}
    (
        {{ scope }} = 'all'
        or ({{ scope }} = 'channel' and {{ scope_value }} = {{ relation }}.channel)
        or ({{ scope }} = 'topic' and {{ scope_value }} = {{ relation }}.topic)
        or ({{ scope }} = 'group' and {{ scope_value }} = {{ relation }}.campaign_group)
        or ({{ scope }} = 'campaign' and {{ scope_value }} = {{ relation }}.campaign_id)
    )
{%- endmacro %}
