{#
    Guards fct_order_lines and fct_amount_faults: a line that has happened is in
    one of them, once.
#}
{{ config(group='activity') }}
with

staged as (

    select order_line_id from {{ ref('int_order_lines_happened') }}

),

accounted as (

    select order_line_id from {{ ref('fct_order_lines') }}

    union all

    select fact_id as order_line_id
    from {{ ref('fct_amount_faults') }}
    where fact_type = 'order_line'

),

accounted_counted as (

    select
        order_line_id,
        count(*) as row_count

    from accounted

    group by order_line_id

)

select
    staged.order_line_id as staged_order_line_id,
    accounted_counted.order_line_id as accounted_order_line_id,
    accounted_counted.row_count

from staged

full outer join accounted_counted
    on staged.order_line_id = accounted_counted.order_line_id

where
    staged.order_line_id is distinct from accounted_counted.order_line_id
    or accounted_counted.row_count is distinct from 1
