{#
    Grain: one row per profiled customer and moment it is looked at from, with
    the first class of each kind all of whose conditions hold. A measure that a
    customer does not have (the recency of one who never bought) meets no
    condition.
#}
with

measures as (

    select * from {{ ref('int_customer_measures') }}

),

rules as (

    select * from {{ ref('lifecycle_rules') }}

),

conditions as (

    select
        measures.customer_id,
        measures.lag_days,
        rules.class_type,
        rules.position,
        rules.class_name,
        rules.minimum,
        rules.maximum,
        case rules.attribute
            when 'order_count' then cast(measures.order_count as decimal(18, 4))
            when 'recency_days' then cast(measures.recency_days as decimal(18, 4))
            when 'days_since_interaction'
                then cast(measures.days_since_interaction as decimal(18, 4))
            when 'net_amount' then measures.net_amount
            when 'tenure_days' then cast(measures.tenure_days as decimal(18, 4))
        end as attribute_value

    from measures

    cross join rules

),

positions_holding as (

    select
        customer_id,
        lag_days,
        class_type,
        position,
        min(class_name) as class_name

    from conditions

    group by
        customer_id,
        lag_days,
        class_type,
        position

    having
        count(*) = count(
            case
                when
                    attribute_value is not null
                    and (minimum is null or attribute_value >= minimum)
                    and (maximum is null or attribute_value < maximum)
                    then 1
            end
        )

),

first_positions as (

    select
        customer_id,
        lag_days,
        class_type,
        min(position) as position

    from positions_holding

    group by
        customer_id,
        lag_days,
        class_type

),

final as (

    select
        -- ids
        first_positions.customer_id,

        -- text
        max(
            case
                when first_positions.class_type = 'frequency_class'
                    then positions_holding.class_name
            end
        ) as frequency_class,
        max(
            case
                when first_positions.class_type = 'recency_class'
                    then positions_holding.class_name
            end
        ) as recency_class,
        max(
            case
                when first_positions.class_type = 'lifecycle_stage'
                    then positions_holding.class_name
            end
        ) as lifecycle_stage,

        -- numbers
        first_positions.lag_days

    from first_positions

    inner join positions_holding
        on
            first_positions.customer_id = positions_holding.customer_id
            and first_positions.lag_days = positions_holding.lag_days
            and first_positions.class_type = positions_holding.class_type
            and first_positions.position = positions_holding.position

    group by
        first_positions.customer_id,
        first_positions.lag_days

)

select * from final
