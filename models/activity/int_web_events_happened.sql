{#
    Grain: one row per staged row that had happened by `as_of`. A visit counts
    only where the row names no record of its own.
#}
{{ config(materialized='view') }}
with

staged as (

    {{ union_staged('web_events') }}

),

final as (

    select
        *,
        case when source_record_id is null then visitor_id end as anonymous_visitor_id

    from staged

    where occurred_at <= {{ as_of() }}

)

select * from final
