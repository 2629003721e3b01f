{#
    Guards fct_orders and fct_amount_faults: an order that has happened is in one
    of them, once. Without this a missing rate would make turnover vanish.
#}
{{ config(group='activity') }}
with

staged as (

    select order_id from {{ ref('int_orders_happened') }}

),

orders as (

    select order_id from {{ ref('fct_orders') }}

),

faults as (

    select fact_id as order_id
    from {{ ref('fct_amount_faults') }}
    where fact_type = 'order'

),

accounted as (

    select order_id from orders

    union all

    select order_id from faults

),

accounted_counted as (

    select
        order_id,
        count(*) as row_count

    from accounted

    group by order_id

)

select
    staged.order_id as staged_order_id,
    accounted_counted.order_id as accounted_order_id,
    accounted_counted.row_count

from staged

full outer join accounted_counted
    on staged.order_id = accounted_counted.order_id

where
    staged.order_id is distinct from accounted_counted.order_id
    or accounted_counted.row_count is distinct from 1
