{#
    The blocks that descriptions fall into: one row per description and blocking rule of
    which it has all keys, with the `columns` of the descriptions. `blocking_keys` names
    the keys apart, so that a rule is read once and not once per description.
#}
{% macro blocks_of(descriptions, blocking_keys, columns) -%}
    {%- set places = ['first_key', 'second_key', 'third_key'] -%}
    select
        blocking_rule_id,
        max_descriptions_per_block,
        {%- for column in columns %}
        {{ column }},
        {%- endfor %}
        first_value || '|' || coalesce(second_value, '') || '|' || coalesce(third_value, '')
            as block

    from (
        select
            {{ blocking_keys }}.blocking_rule_id,
            {{ blocking_keys }}.max_descriptions_per_block,
            {%- for place in places %}
            {{ blocking_keys }}.{{ place }},
            {%- endfor %}
            {%- for column in columns %}
            {{ descriptions }}.{{ column }},
            {%- endfor %}
            {%- for place in places %}
            {{ blocking_key(blocking_keys ~ '.' ~ place, descriptions) }}
                as {{ place | replace('_key', '_value') }}{{ ',' if not loop.last }}
            {%- endfor %}

        from {{ descriptions }}
        cross join {{ blocking_keys }}
    ) as keyed

    where
        first_value is not null
        and (second_key is null or second_value is not null)
        and (third_key is null or third_value is not null)
{%- endmacro %}
