{#
    Grain: one row per cart that the shop keeps. A cart whose currency has no
    rate stays, without its amount: what is in it matters more. Where the shop
    does not say what is in it, its total stands for the contents. What would lead
    from a person who refuses tracking to anonymous visits is left out.
#}
with

carts as (

    select * from {{ ref('int_carts_converted') }}

),

cart_lines as (

    select * from {{ ref('fct_cart_lines') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

tracking_refusals as (

    select * from {{ ref('fct_tracking_refusals') }}

),

visitor_spans as (

    select * from {{ ref('int_visitor_spans') }}

),

contents_joined as (

    select
        cart_id,
        count(*) as line_count,
        {{ text_join(
            "product_id || ' x ' || cast(quantity as " ~ dbt.type_string() ~ ")",
            ', ', 'product_id'
        ) }} as contents

    from cart_lines

    group by cart_id

),

final as (

    select
        -- ids
        carts.cart_id,
        case when tracking_refusals.customer_id is null then carts.cart_token end as cart_token,
        carts.source_name,
        case when tracking_refusals.customer_id is null then carts.visitor_id end as visitor_id,
        coalesce(customer_records.customer_id, visitor_spans.customer_id) as customer_id,

        -- text
        carts.resume_url,
        {{ hash_text(
            "coalesce(contents_joined.contents, cast(carts.total_amount as "
            ~ dbt.type_string() ~ "), '')"
        ) }} as contents_hash,

        -- numbers
        coalesce(contents_joined.line_count, 0) as line_count,
        {{ convert_amount('carts.total_amount', 'carts.rate') }} as total_amount,

        -- times
        carts.created_at,
        carts.updated_at,
        carts.completed_at

    from carts

    left join contents_joined
        on carts.cart_id = contents_joined.cart_id

    left join customer_records
        on
            carts.source_name = customer_records.source_name
            and carts.source_record_id = customer_records.source_record_id

    left join tracking_refusals
        on customer_records.customer_id = tracking_refusals.customer_id

    left join visitor_spans
        on
            carts.anonymous_visitor_id = visitor_spans.visitor_id
            and carts.created_at >= visitor_spans.valid_from_at
            and carts.created_at < visitor_spans.valid_to_at

)

select * from final
