{{ config(materialized='view') }}

{#
    Grain: one row per profiled customer and category the customer likes: one that
    the customer named, or one that holds a good part of all affinity. What a
    person says outranks what we conclude.
#}
with

categories as (

    select * from {{ ref('fct_customer_categories') }}

),

preferences as (

    select * from {{ ref('fct_preferences') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['min_affinity_share']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'new_item'

),

likings as (

    select distinct
        customer_id,
        lower(trim(value)) as category,
        true as is_declared,
        cast(1 as decimal(5, 4)) as affinity_score

    from preferences

    where
        preference = 'interested_in'
        and is_current
        and trim(value) <> ''

    union all

    select
        categories.customer_id,
        categories.category,
        false as is_declared,
        categories.affinity_score

    from categories

    cross join rules

    where
        categories.affinity_score >= rules.min_affinity_share
        and categories.affinity_score > 0

),

likings_ranked as (

    select
        likings.*,
        row_number() over (
            partition by likings.customer_id, likings.category
            order by case when likings.is_declared then 0 else 1 end asc
        ) as liking_rank

    from likings

    inner join customers
        on likings.customer_id = customers.customer_id

),

final as (

    select
        -- ids
        customer_id,

        -- text
        category,

        -- numbers
        affinity_score,

        -- booleans
        is_declared

    from likings_ranked

    where liking_rank = 1

)

select * from final
