{#
    Grain: one row per moment that customers are looked at from: `as_of`, and one
    day earlier. What changes between the two is a change of the customer, for
    sources, rules and identities are the same.
#}
{{ config(materialized='view') }}
with

final as (

    select
        -- numbers
        0 as lag_days,

        -- times
        {{ as_of() }} as scored_at,
        {{ decision_date() }} as scored_date

    union all

    select
        -- numbers
        1 as lag_days,

        -- times
        {{ add_seconds(as_of(), -86400) }} as scored_at,
        {{ business_date(add_seconds(as_of(), -86400)) }} as scored_date

)

select * from final
