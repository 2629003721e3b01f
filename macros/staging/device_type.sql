{#
    mobile, tablet, desktop or app: from what the tracking library says of the
    device, else from how the browser names itself. Null where neither is known.
#}
{% macro device_type(device_column, user_agent_column) -%}
    {%- set device = "lower(" ~ device_column ~ ")" -%}
    {%- set browser = "lower(" ~ user_agent_column ~ ")" -%}
    case
        when {{ device }} in ('ios', 'android', 'app') then 'app'
        when {{ device }} in ('mobile', 'phone', 'smartphone') then 'mobile'
        when {{ device }} in ('tablet', 'desktop') then {{ device }}
        when {{ matches_pattern(browser, 'ipad|tablet|kindle|silk/') }} then 'tablet'
        when {{ matches_pattern(browser, 'mobi|iphone|ipod') }} then 'mobile'
        when {{ matches_pattern(browser, 'android') }} then 'tablet'
        when {{ browser }} is not null then 'desktop'
    end
{%- endmacro %}
