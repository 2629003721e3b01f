{#
    Grain: one row per customer and product or category that was looked at long
    or often enough within the window, and not bought since.

    Once per episode of looking: a new one begins after a pause as long as the
    window. Looks before the last purchase of the same thing do not count.
#}
with

looks as (

    select * from {{ ref('int_looks') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['window_days', 'dwell_minutes', 'view_count', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'abandoned_browse'

),

window_start as (

    select {{ add_seconds(as_of(), '-86400 * window_days') }} as looked_from_at
    from rules

),

looks_recent as (

    select
        looks.customer_id,
        looks.product_id,
        looks.category,
        looks.view_count,
        looks.dwell_seconds,
        looks.occurred_at

    from looks

    inner join window_start
        on looks.occurred_at > window_start.looked_from_at

    inner join customers
        on looks.customer_id = customers.customer_id

),

categories_ranked as (

    select
        customer_id,
        product_id,
        category,
        row_number() over (
            partition by customer_id, product_id
            order by occurred_at desc, category asc
        ) as recency_rank

    from looks_recent

    where
        product_id is not null
        and category is not null

),

categories_shown as (

    select
        customer_id,
        product_id,
        category

    from categories_ranked

    where recency_rank = 1

),

looks_at_subjects as (

    select
        customer_id,
        'product' as subject_type,
        product_id as subject_id,
        view_count,
        dwell_seconds,
        occurred_at

    from looks_recent

    where product_id is not null

    union all

    select
        customer_id,
        'category' as subject_type,
        category as subject_id,
        view_count,
        dwell_seconds,
        occurred_at

    from looks_recent

    where category is not null

),

lookers as (

    select distinct customer_id
    from looks_recent

),

lines_bought as (

    select
        order_lines.customer_id,
        order_lines.product_id,
        products.category,
        order_lines.ordered_at

    from order_lines

    inner join lookers
        on order_lines.customer_id = lookers.customer_id

    inner join window_start
        on order_lines.ordered_at > window_start.looked_from_at

    left join products
        on order_lines.product_id = products.product_id

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled

),

last_purchases as (

    select
        customer_id,
        'product' as subject_type,
        product_id as subject_id,
        max(ordered_at) as ordered_at

    from lines_bought

    where product_id is not null

    group by
        customer_id,
        product_id

    union all

    select
        customer_id,
        'category' as subject_type,
        category as subject_id,
        max(ordered_at) as ordered_at

    from lines_bought

    where category is not null

    group by
        customer_id,
        category

),

looks_summed as (

    select
        looks_at_subjects.customer_id,
        looks_at_subjects.subject_type,
        looks_at_subjects.subject_id,
        cast(sum(looks_at_subjects.view_count) as bigint) as view_count,
        cast(sum(looks_at_subjects.dwell_seconds) as bigint) as dwell_seconds,
        max(looks_at_subjects.occurred_at) as last_looked_at

    from looks_at_subjects

    left join last_purchases
        on
            looks_at_subjects.customer_id = last_purchases.customer_id
            and looks_at_subjects.subject_type = last_purchases.subject_type
            and looks_at_subjects.subject_id = last_purchases.subject_id

    where
        last_purchases.ordered_at is null
        or looks_at_subjects.occurred_at > last_purchases.ordered_at

    group by
        looks_at_subjects.customer_id,
        looks_at_subjects.subject_type,
        looks_at_subjects.subject_id

),

subjects_wanted as (

    select
        looks_summed.customer_id,
        looks_summed.subject_type,
        looks_summed.subject_id,
        looks_summed.view_count,
        looks_summed.dwell_seconds,
        cast(floor(cast(looks_summed.dwell_seconds as double) / 60) as bigint) as dwell_minutes,
        rules.view_count as view_threshold,
        rules.dwell_minutes * 60 as dwell_threshold,
        rules.window_days,
        looks_summed.last_looked_at as triggered_at,
        {{ add_seconds('looks_summed.last_looked_at', 'rules.valid_days * 86400') }} as expires_at

    from looks_summed

    cross join rules

    where
        looks_summed.view_count >= rules.view_count
        or looks_summed.dwell_seconds >= rules.dwell_minutes * 60

),

-- Only of those who want something is the history of looking read.
customers_wanting as (

    select distinct customer_id
    from subjects_wanted

),

looks_of_wanting as (

    select
        looks.customer_id,
        looks.product_id,
        looks.category,
        {{ business_date('looks.occurred_at') }} as looked_date

    from looks

    inner join customers_wanting
        on looks.customer_id = customers_wanting.customer_id

),

days_looked as (

    select distinct
        subjects_wanted.customer_id,
        subjects_wanted.subject_type,
        subjects_wanted.subject_id,
        subjects_wanted.window_days,
        looks_of_wanting.looked_date

    from subjects_wanted

    inner join looks_of_wanting
        on
            subjects_wanted.customer_id = looks_of_wanting.customer_id
            and subjects_wanted.subject_id = case subjects_wanted.subject_type
                when 'product' then looks_of_wanting.product_id
                else looks_of_wanting.category
            end

),

pauses_measured as (

    select
        customer_id,
        subject_type,
        subject_id,
        window_days,
        looked_date,
        lag(looked_date) over (
            partition by customer_id, subject_type, subject_id
            order by looked_date asc
        ) as previous_looked_date

    from days_looked

),

episodes as (

    select
        customer_id,
        subject_type,
        subject_id,
        max(looked_date) as started_date

    from pauses_measured

    where
        previous_looked_date is null
        or {{ days_between('previous_looked_date', 'looked_date') }} > window_days

    group by
        customer_id,
        subject_type,
        subject_id

),

final as (

    select
        -- ids
        subjects_wanted.customer_id,

        -- text
        'abandoned_browse' as trigger_name,
        subjects_wanted.subject_type,
        subjects_wanted.subject_id,
        cast(episodes.started_date as {{ dbt.type_string() }}) as occurrence,
        case subjects_wanted.subject_type
            when 'category' then subjects_wanted.subject_id
            else coalesce(products.category, categories_shown.category)
        end as subject_category,
        case subjects_wanted.subject_type
            when 'product' then subjects_wanted.subject_id
        end as product_id,
        cast(subjects_wanted.view_count as {{ dbt.type_string() }}) || ' views, '
        || cast(subjects_wanted.dwell_minutes as {{ dbt.type_string() }}) || ' minutes' as evidence,

        -- numbers
        case
            when
                subjects_wanted.view_count * subjects_wanted.dwell_threshold
                >= subjects_wanted.dwell_seconds * subjects_wanted.view_threshold
                then {{ saturated_share(
                    'subjects_wanted.view_count', 'subjects_wanted.view_threshold'
                ) }}
            else {{ saturated_share(
                'subjects_wanted.dwell_seconds', 'subjects_wanted.dwell_threshold'
            ) }}
        end as strength,

        -- times
        subjects_wanted.triggered_at,
        subjects_wanted.expires_at

    from subjects_wanted

    inner join episodes
        on
            subjects_wanted.customer_id = episodes.customer_id
            and subjects_wanted.subject_type = episodes.subject_type
            and subjects_wanted.subject_id = episodes.subject_id

    left join products
        on
            subjects_wanted.subject_type = 'product'
            and subjects_wanted.subject_id = products.product_id

    left join categories_shown
        on
            subjects_wanted.subject_type = 'product'
            and subjects_wanted.subject_id = categories_shown.product_id
            and subjects_wanted.customer_id = categories_shown.customer_id

    where {{ is_open('subjects_wanted.triggered_at', 'subjects_wanted.expires_at') }}

)

select * from final
