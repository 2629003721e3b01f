{#
    A UTC moment from text: `2026-01-31 09:30:00.123`, with `T` for the space, with
    `Z`, `UTC` or an offset behind it; `31/01/2026 9:30`, `31.01.2026`, `1/31/2026`
    (see iso_date_text). Without an offset the text is in the source's time zone.
    What is no time, or one that no calendar has, is null.
#}
{% macro parse_timestamp(column, source_name, time_zone=none, date_order=none) -%}
    {%- set text = "trim(" ~ column ~ ")" -%}
    {%- set zone = time_zone or source_setting(source_name, 'time_zone', 'UTC') -%}
    {%- set iso = '^[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set wall_clock -%}
        try_cast(
            substr(replace(replace({{ regexp_extract_group(text, iso ~ '([tT ][0-9:.]+)?', 0) }}, 'T', ' '), 't', ' '), 1, 26)
            as timestamp
        )
    {%- endset -%}
    {%- set plain_pattern = '^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?)?$' -%}
    {%- set plain = "try_cast(replace(" ~ column ~ ", 'T', ' ') as timestamp)" -%}
    {%- set offset = regexp_extract_group(text, '([+-][0-9]{2}(:?[0-9]{2})?)$', 1) -%}
    {%- set offset_minutes = "case when length(" ~ offset ~ ") > 3 then right(" ~ offset ~ ", 2) else '0' end" -%}
    {%- set local_time = "split_part(" ~ text ~ ", ' ', 2)" -%}
    {%- set local_clock -%}
        try_cast(
            {{ iso_date_text(column, source_name, date_order) }} || ' ' || case
                when {{ local_time }} = '' then '00:00'
                when substr({{ local_time }}, 2, 1) = ':' then '0' || {{ local_time }}
                else {{ local_time }}
            end as timestamp
        )
    {%- endset -%}
    case
        -- As most exports write it: read at once.
        when {{ matches_pattern(column, plain_pattern) }}
            then {{ plain if zone == 'UTC' else to_utc(plain, "'" ~ zone ~ "'") }}
        when not {{ matches_pattern(text, date_text_pattern()) }} then null
        when {{ matches_pattern(text, iso) }} and {{ iso_date_text(column, source_name, date_order) }} is null then null
        when {{ matches_pattern(text, iso ~ '([tT ][0-9:.]+)?$') }}
            then {{ wall_clock if zone == 'UTC' else to_utc(wall_clock, "'" ~ zone ~ "'") }}
        when {{ matches_pattern(text, '(Z|z|UTC)$') }} then {{ wall_clock }}
        when {{ matches_pattern(text, iso) }}
            then
                {{ add_seconds(
                    wall_clock,
                    "(case when " ~ matches_pattern(text, '[+][0-9:]+$') ~ " then -1 else 1 end"
                    ~ " * (try_cast(substr(" ~ offset ~ ", 2, 2) as integer) * 3600"
                    ~ " + try_cast(" ~ offset_minutes ~ " as integer) * 60))"
                ) }}
        else {{ local_clock if zone == 'UTC' else to_utc(local_clock, "'" ~ zone ~ "'") }}
    end
{%- endmacro %}
