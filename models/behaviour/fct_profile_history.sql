{#
    Grain: one row per customer and attribute that changed within the day before
    `as_of`. Both values come from the same SQL over the same sources, rules and
    identities, so a new source, segment, rule or merge changes nobody.
#}
{% set attributes = [
    'rfm_segment', 'frequency_class', 'recency_class', 'lifecycle_stage', 'decision_phase',
] %}
with

states as (

    select * from {{ ref('int_profile_states') }}

),

values_listed as (

    {%- for attribute in attributes %}
        select
            customer_id,
            lag_days,
            '{{ attribute }}' as attribute,
            {{ attribute }} as value

        from states
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

values_compared as (

    select
        customer_id,
        attribute,
        max(case when lag_days = 1 then value end) as previous_value,
        max(case when lag_days = 0 then value end) as value

    from values_listed

    group by
        customer_id,
        attribute

),

final as (

    select
        -- ids
        customer_id,

        -- text
        attribute,
        previous_value,
        value,

        -- times
        {{ decision_date() }} as changed_date

    from values_compared

    where previous_value is distinct from value

)

select * from final
