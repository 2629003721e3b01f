{#
    Grain: one row per touch between the company and a person, whatever its
    kind. A view: each fact is kept once, in the table of its kind.
#}
{{ config(materialized='view') }}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

carts as (

    select * from {{ ref('fct_carts') }}

),

web_events as (

    select * from {{ ref('fct_web_events') }}

),

messages as (

    select * from {{ ref('fct_messages') }}

),

service_contacts as (

    select * from {{ ref('fct_service_contacts') }}

),

touches as (

    select * from {{ ref('fct_touches') }}

),

{% set text = dbt.type_string() %}
final as (

    select
        order_id as touchpoint_id,
        source_name,
        customer_id,
        {{ source_touchpoint('source_name') }} as touchpoint,
        case when order_type = 'return' then 'returned' else 'ordered' end as action,
        'order' as subject_type,
        order_id as subject_id,
        cast(null as bigint) as duration_seconds,
        cast(null as {{ text }}) as source,
        cast(null as {{ text }}) as medium,
        cast(null as {{ text }}) as campaign,
        true as is_by_customer,
        ordered_at as occurred_at

    from orders

    union all

    select
        cart_id as touchpoint_id,
        source_name,
        customer_id,
        {{ source_touchpoint('source_name') }} as touchpoint,
        'cart_opened' as action,
        'cart' as subject_type,
        cart_id as subject_id,
        cast(null as bigint) as duration_seconds,
        cast(null as {{ text }}) as source,
        cast(null as {{ text }}) as medium,
        cast(null as {{ text }}) as campaign,
        true as is_by_customer,
        created_at as occurred_at

    from carts

    union all

    select
        event_id as touchpoint_id,
        source_name,
        customer_id,
        case when device_type = 'app' then 'app' else 'web' end as touchpoint,
        event_name as action,
        case
            when product_id is not null then 'product'
            when category is not null then 'category'
        end as subject_type,
        coalesce(product_id, category) as subject_id,
        dwell_seconds as duration_seconds,
        utm_source as source,
        utm_medium as medium,
        utm_campaign as campaign,
        true as is_by_customer,
        occurred_at

    from web_events

    union all

    select
        message_event_id as touchpoint_id,
        source_name,
        customer_id,
        channel as touchpoint,
        event_name as action,
        case
            when campaign_id is not null or outside_campaign_id is not null
                then 'campaign'
        end as subject_type,
        coalesce(campaign_id, outside_campaign_id) as subject_id,
        cast(null as bigint) as duration_seconds,
        source_name as source,
        channel as medium,
        coalesce(campaign_id, outside_campaign_name, outside_campaign_id) as campaign,
        event_name in ('opened', 'clicked', 'unsubscribed', 'complained')
            as is_by_customer,
        occurred_at

    from messages

    union all

    select
        service_contact_id as touchpoint_id,
        source_name,
        customer_id,
        service_channel as touchpoint,
        'asked' as action,
        case when subject_category is not null then 'category' end as subject_type,
        subject_category as subject_id,
        duration_seconds,
        cast(null as {{ text }}) as source,
        cast(null as {{ text }}) as medium,
        cast(null as {{ text }}) as campaign,
        true as is_by_customer,
        started_at as occurred_at

    from service_contacts

    union all

    select
        touch_id as touchpoint_id,
        source_name,
        customer_id,
        touchpoint,
        action,
        subject_type,
        subject_id,
        duration_seconds,
        medium_source as source,
        medium,
        campaign,
        true as is_by_customer,
        started_at as occurred_at

    from touches

)

select * from final
