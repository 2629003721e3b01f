{{ config(materialized='view') }}

{#
    Grain: one row per customer and trigger of the house: what it asks for, what
    the customer has, and whether that is enough. Where it is enough and there is
    still no trigger, the thing it is about was bought since or is not wanted. A
    view, to be read for one customer.
#}
with

person_triggers as (

    select * from {{ ref('int_person_triggers_explained') }}

),

interest_triggers as (

    select * from {{ ref('int_interest_triggers_explained') }}

),

purchase_triggers as (

    select * from {{ ref('int_purchase_triggers_explained') }}

),

product_triggers as (

    select * from {{ ref('int_product_triggers_explained') }}

),

change_triggers as (

    select * from {{ ref('int_change_triggers_explained') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

unioned as (

    select * from person_triggers

    union all

    select * from interest_triggers

    union all

    select * from purchase_triggers

    union all

    select * from product_triggers

    union all

    select * from change_triggers

),

final as (

    select
        -- ids
        unioned.customer_id,

        -- text
        unioned.trigger_name,
        coalesce(unioned.requirement, 'what trigger_rules.csv does not say') as requirement,
        unioned.customer_value,

        -- booleans
        unioned.trigger_name <> 'scheduled_broadcast' as needs_profile,
        coalesce(profiles.is_profiled, false) as is_profiled,
        unioned.is_met

    from unioned

    left join profiles
        on unioned.customer_id = profiles.customer_id

)

select * from final
