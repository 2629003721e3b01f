-- From raw rows to people to contacts: the counts of one run side by side.
with

row_counts as (

    select * from {{ ref('stg_row_counts') }}

),

decisions as (

    select *
    from {{ ref('fct_campaign_decisions') }}
    where decision_date = {{ decision_date() }}

)

select
    'raw rows of ' || source_name as counted,
    sum(raw_count) as how_many

from row_counts

group by source_name

union all

select
    'source records' as counted,
    count(*) as how_many

from {{ ref('bridge_customer_records') }}

union all

select
    'people' as counted,
    count(*) as how_many

from {{ ref('dim_customers') }}

union all

select
    'candidates ' || outcome as counted,
    count(*) as how_many

from decisions

group by outcome

order by counted
