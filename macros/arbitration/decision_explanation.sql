{#
    One plain sentence on a decision, from its reason and what blocked it. It
    names campaigns, caps and dates, never a person.
#}
{% macro decision_explanation() -%}
    case reason
        when 'selected' then 'Sent: nothing stood in its way.'
        when 'already_published' then 'Kept: it was already published for this day.'
        when 'other_channel_selected' then 'Not sent: the same campaign goes out today on a channel that comes first.'
        when 'excluded' then
            'Not sent: campaign ' || blocked_by_id || ' of '
            || cast(blocked_by_date as {{ dbt.type_string() }}) || ' excludes it.'
        when 'capped' then
            case
                when blocked_by_id = 'customer_preference'
                    then 'Not sent: the customer wants no more contacts this week.'
                else 'Not sent: the contact cap ' || blocked_by_id || ' is full.'
            end
        when 'capacity' then
            'Not sent: the daily capacity of ' || blocked_by_id || ' went to candidates with a higher claim.'
        when 'erased' then 'Not considered: the person was erased.'
        when 'suppressed' then 'Not considered: the address bounced or complained.'
        when 'campaign_paused' then 'Not considered: the campaign is paused.'
        when 'campaign_test' then 'Not sent: the campaign is in test and holds no slot.'
        when 'channel_stopped' then 'Not considered: the channel ' || channel || ' is stopped.'
        when 'no_contact_point' then 'Not considered: no address for the channel ' || channel || '.'
        when 'consent_stale' then 'Not considered: the newest consent on file is older than the channel allows.'
        when 'no_consent' then 'Not considered: no consent for the channel ' || channel || '.'
        when 'topic_opt_out' then 'Not considered: the customer opted out of the topic.'
        when 'paused' then 'Not considered: the customer asked for a pause.'
        when 'cooldown' then 'Not considered: the campaign reached the customer too recently.'
        when 'quiet_hours' then 'Not considered: no allowed hour is left on this day.'
        when 'control_group' then 'Not sent: the customer is in the control group.'
        when 'campaign_holdout' then 'Not sent: the customer is held out of this campaign.'
        when 'no_value' then 'Not considered: it would cost more than it is expected to bring.'
    end
{%- endmacro %}
