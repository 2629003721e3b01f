{#
    Grain: one row; per signal its weight and half-life. A signal that the policy
    does not name weighs nothing.
#}
{{ config(materialized='view') }}
{% set signals = interest_signals() %}
with

weights as (

    select * from {{ ref('intent_weights') }}

),

final as (

    select
        {%- for signal in signals %}
            coalesce(max(case when signal = '{{ signal }}' then weight end), 0)
                as {{ signal }}_weight,
            max(case when signal = '{{ signal }}' then half_life_days end)
                as {{ signal }}_half_life_days,
        {%- endfor %}
        count(*) as signal_count

    from weights

)

select * from final
