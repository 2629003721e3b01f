{#
    Grain: one row per customer whose anniversary is near. Once per year, even where
    an older purchase comes to be known.
#}
with

anniversaries as (

    select * from {{ ref('int_anniversaries_timed') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

final as (

    select
        -- ids
        anniversaries.customer_id,

        -- text
        'anniversary' as trigger_name,
        'customer' as subject_type,
        anniversaries.customer_id as subject_id,
        cast(anniversaries.anniversary_year as {{ dbt.type_string() }}) as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'years since the ' || anniversaries.beginning || ': '
        || cast(anniversaries.year_count as {{ dbt.type_string() }}) as evidence,

        -- numbers
        {{ remaining_share('anniversaries.triggered_at', 'anniversaries.expires_at') }}
            as strength,

        -- times
        anniversaries.triggered_at,
        anniversaries.expires_at

    from anniversaries

    inner join customers
        on anniversaries.customer_id = customers.customer_id

    where {{ is_open('anniversaries.triggered_at', 'anniversaries.expires_at') }}

)

select * from final
