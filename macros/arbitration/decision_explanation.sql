{#
    One plain sentence on a decision, from its reason and what blocked it. It
    names campaigns, caps and dates, never a person.
#}
{% macro decision_explanation() -%}
    case reason
        when 'selected' then 'Sent: nothing stood in its way.'
        when 'already_published' then 'Kept: it was already published for this day.'
        when 'other_channel_selected' then
            'Not sent: the same campaign goes out today on a channel that comes first'
            || {{ remedy_clause() }}
        when 'excluded' then
            'Not sent: campaign ' || blocked_by_id || ' of '
            || cast(blocked_by_date as {{ dbt.type_string() }}) || ' excludes it'
            || {{ remedy_clause() }}
        when 'capped' then
            case
                when blocked_by_id = 'customer_preference'
                    then 'Not sent: the customer wants at most '
                        || cast(blocked_by_limit as {{ dbt.type_string() }}) || ' contacts a week'
                else 'Not sent: the contact cap ' || blocked_by_id || ' of '
                    || cast(blocked_by_limit as {{ dbt.type_string() }}) || ' is full'
            end
            || {{ remedy_clause() }}
        when 'capacity' then
            'Not sent: the daily capacity of ' || blocked_by_id || ', '
            || cast(blocked_by_limit as {{ dbt.type_string() }})
            || ', went to candidates with a higher claim'
            || {{ remedy_clause() }}
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

{# What would have let a rejected candidate through, to end the sentence with. #}
{% macro remedy_clause() -%}
    case
        when remedy_type = 'higher_position' and remedy_value is not null
            then '; a rank score above ' || cast(remedy_value as {{ dbt.type_string() }})
                || ', that of ' || remedy_id || ', would have let it through.'
        when remedy_type = 'higher_position'
            then '; it would have gone out if it had been due before ' || remedy_id || '.'
        when remedy_type in ('higher_cap', 'more_capacity')
            then '; ' || remedy_id || ' would have to allow '
                || cast(cast(remedy_value as bigint) as {{ dbt.type_string() }})
                || case
                    when remedy_date is null then '.'
                    else ', from ' || cast(remedy_date as {{ dbt.type_string() }}) || ' on.'
                end
        when remedy_type = 'later_day'
            then '; there is room again from '
                || cast(remedy_date as {{ dbt.type_string() }}) || ' on.'
        else '.'
    end
{%- endmacro %}
