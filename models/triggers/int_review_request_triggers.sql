{#
    Grain: one row per customer who has had a purchase for some days and does not
    complain; of several, the latest. Who waits for help, or was left unhappy since
    the purchase, is asked for no review.
#}
with

reviews_due as (

    select * from {{ ref('int_reviews_due') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

reviews_ranked as (

    select
        reviews_due.*,
        row_number() over (
            partition by reviews_due.customer_id
            order by reviews_due.ordered_at desc, reviews_due.order_id asc
        ) as recency_rank

    from reviews_due

    inner join customers
        on reviews_due.customer_id = customers.customer_id

    where
        not reviews_due.is_complained_of
        and {{ is_open('reviews_due.triggered_at', 'reviews_due.expires_at') }}

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'review_request' as trigger_name,
        'order' as subject_type,
        order_id as subject_id,
        'once' as occurrence,
        category as subject_category,
        product_id,
        'purchase delivered some days ago' as evidence,

        -- numbers
        {{ remaining_share('triggered_at', 'expires_at') }} as strength,

        -- times
        triggered_at,
        expires_at

    from reviews_ranked

    where recency_rank = 1

)

select * from final
