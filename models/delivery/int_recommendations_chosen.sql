{#
    Grain: one row per contact to publish for which its content recommends an
    item and one was found.
    same_item is what the trigger is about, be it looked at or left in a cart.
    similar_item is the best seller of its category (else of the customer's
    favourite one). next_item is what other orders hold together with what the
    customer bought last, then the favourite category's best seller, then the
    shop's. Similar and next items are never what the trigger is about, nor
    something the customer has bought. Nothing is recommended that is not sold or
    out of stock, that the customer refused, or that is of a sensitive topic,
    unless the customer's own looking in that very category called for the
    message and its template may say so.

    Who refused profiling is shown what lies in the own cart, or the shop's best
    sellers; what they bought and like is not looked at, not even to leave it out.
#}
with

contacts as (

    select * from {{ ref('int_contacts_selected') }}

),

contents as (

    select * from {{ ref('int_contents_chosen') }}

),

products_offered as (

    select * from {{ ref('int_products_offered') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

items_refused as (

    select * from {{ ref('fct_items_refused') }}

),

message_templates as (

    select * from {{ ref('message_templates') }}

),

sensitive_categories as (

    select * from {{ ref('int_sensitive_categories') }}

),

wishes as (

    select
        contacts.decision_id,
        contacts.customer_id,
        contents.recommendation,
        contacts.subject_type,
        coalesce(
            contacts.product_id,
            case when contacts.subject_type = 'product' then contacts.subject_id end
        ) as subject_product_id,
        contacts.subject_category,
        case
            when profiles.is_profiled
                then coalesce(contacts.subject_category, profiles.top_category)
        end as wished_category,
        coalesce(
            contacts.subject_type in ('product', 'category', 'cart')
            and message_templates.disclosure = 'detailed',
            false
        ) as may_be_sensitive,
        coalesce(profiles.is_profiled, false) as is_profiled

    from contacts

    inner join contents
        on contacts.decision_id = contents.decision_id

    left join message_templates
        on
            contents.message_template_id = message_templates.message_template_id
            and contents.language = message_templates.language

    left join profiles
        on contacts.customer_id = profiles.customer_id

    where contents.recommendation <> 'none'

),

customers_profiled as (

    select distinct customer_id
    from wishes
    where is_profiled

),

items_bought as (

    select
        order_lines.customer_id,
        order_lines.product_id,
        max(order_lines.ordered_at) as last_ordered_at

    from order_lines

    inner join customers_profiled
        on order_lines.customer_id = customers_profiled.customer_id

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled
        and order_lines.quantity > 0
        and order_lines.product_id is not null

    group by order_lines.customer_id, order_lines.product_id

),

items_bought_ranked as (

    select
        customer_id,
        product_id,
        row_number() over (
            partition by customer_id
            order by last_ordered_at desc, product_id asc
        ) as recency_rank

    from items_bought

),

last_items as (

    select
        customer_id,
        product_id

    from items_bought_ranked

    where recency_rank = 1

),

items_asked_about as (

    select distinct last_items.product_id

    from last_items

    inner join wishes
        on
            last_items.customer_id = wishes.customer_id
            and wishes.recommendation = 'next_item'

),

orders_with_asked_items as (

    select distinct
        order_lines.order_id,
        order_lines.product_id

    from order_lines

    inner join items_asked_about
        on order_lines.product_id = items_asked_about.product_id

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled
        and order_lines.quantity > 0
        and order_lines.ordered_at >= {{ add_seconds(as_of(), -365 * 86400) }}

),

bought_together as (

    select
        orders_with_asked_items.product_id,
        order_lines.product_id as next_product_id,
        count(distinct order_lines.order_id) as order_count

    from orders_with_asked_items

    inner join order_lines
        on
            orders_with_asked_items.order_id = order_lines.order_id
            and orders_with_asked_items.product_id <> order_lines.product_id

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled
        and order_lines.quantity > 0

    group by orders_with_asked_items.product_id, order_lines.product_id

),

bought_together_ranked as (

    select
        product_id,
        next_product_id,
        row_number() over (
            partition by product_id
            order by order_count desc, next_product_id asc
        ) as together_rank

    from bought_together

    where order_count >= 2

),

same_items as (

    select
        decision_id,
        customer_id,
        subject_product_id as product_id,
        1 as way_rank,
        cast(1 as bigint) as item_rank

    from wishes

    where
        recommendation = 'same_item'
        and (
            subject_type = 'cart'
            or (subject_type = 'product' and is_profiled)
        )

),

items_together as (

    select
        wishes.decision_id,
        wishes.customer_id,
        bought_together_ranked.next_product_id as product_id,
        1 as way_rank,
        cast(bought_together_ranked.together_rank as bigint) as item_rank

    from wishes

    inner join last_items
        on wishes.customer_id = last_items.customer_id

    inner join bought_together_ranked
        on
            last_items.product_id = bought_together_ranked.product_id
            and bought_together_ranked.together_rank <= 25

    where wishes.recommendation = 'next_item'

),

items_of_category as (

    select
        wishes.decision_id,
        wishes.customer_id,
        products_offered.product_id,
        2 as way_rank,
        cast(products_offered.category_rank as bigint) as item_rank

    from wishes

    inner join products_offered
        on
            lower(wishes.wished_category) = lower(products_offered.category)
            and products_offered.category_rank <= 25

    where wishes.recommendation in ('similar_item', 'next_item')

),

best_sellers as (

    select
        wishes.decision_id,
        wishes.customer_id,
        products_offered.product_id,
        3 as way_rank,
        cast(products_offered.overall_rank as bigint) as item_rank

    from wishes

    inner join products_offered
        on products_offered.overall_rank <= 25

    where wishes.recommendation = 'next_item'

),

other_items as (

    select * from items_together

    union all

    select * from items_of_category

    union all

    select * from best_sellers

),

items_new_to_customer as (

    select other_items.*

    from other_items

    inner join wishes
        on other_items.decision_id = wishes.decision_id

    left join items_bought
        on
            other_items.customer_id = items_bought.customer_id
            and other_items.product_id = items_bought.product_id

    where
        items_bought.product_id is null
        and (
            wishes.subject_product_id is null
            or wishes.subject_product_id <> other_items.product_id
        )

),

items_found as (

    select * from same_items

    union all

    select * from items_new_to_customer

),

-- What the trigger is about may be known to no catalogue but by its category.
items_offered as (

    select
        items_found.*,
        wishes.subject_category,
        wishes.may_be_sensitive,
        coalesce(
            lower(trim(products_offered.category)),
            case
                when items_found.product_id = wishes.subject_product_id
                    then lower(trim(wishes.subject_category))
            end
        ) as category

    from items_found

    inner join products_offered
        on items_found.product_id = products_offered.product_id

    inner join wishes
        on items_found.decision_id = wishes.decision_id

),

items_permitted as (

    select items_offered.*

    from items_offered

    left join sensitive_categories
        on items_offered.category = sensitive_categories.category

    left join items_refused as products_refused
        on
            items_offered.customer_id = products_refused.customer_id
            and products_refused.item_type = 'product'
            and lower(items_offered.product_id) = products_refused.item_id

    left join items_refused as categories_refused
        on
            items_offered.customer_id = categories_refused.customer_id
            and categories_refused.item_type = 'category'
            and items_offered.category = categories_refused.item_id

    where
        products_refused.item_id is null
        and categories_refused.item_id is null
        and (
            sensitive_categories.category is null
            or (
                items_offered.may_be_sensitive
                and items_offered.category = lower(trim(items_offered.subject_category))
            )
        )

),

ranked as (

    select
        decision_id,
        product_id,
        row_number() over (
            partition by decision_id
            order by way_rank asc, item_rank asc, product_id asc
        ) as choice_rank

    from items_permitted

),

final as (

    select
        decision_id,
        product_id as recommended_product_id

    from ranked

    where choice_rank = 1

)

select * from final
