{#
    Grain: one row per visitor (a browser or an app) and span of time in which its visits
    are one person's; spans are half-open and never overlap.

    A span begins with the first log-in of a person and ends with the first of another;
    the first one reaches back over the visits before it, as far as identifier_rules.csv
    allows (look_back_days of visitor_id; without that row not at all). A shared device
    changes hands and never merges two people. Who refuses tracking keeps the span, so
    that nobody else gets it, but is left out.
#}
with

identifies as (

    {{ union_staged('identifies') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

tracking_refusals as (

    select * from {{ ref('fct_tracking_refusals') }}

),

identifier_rules as (

    select * from {{ ref('identifier_rules') }}

),

look_back as (

    select coalesce(max({{ parse_whole_number('value') }}), 0) as look_back_days
    from identifier_rules

    where identifier_type = 'visitor_id' and rule = 'look_back_days'

),

log_ins as (

    select
        identifies.visitor_id,
        identifies.identify_id,
        identifies.identified_at,
        customer_records.customer_id

    from identifies
    inner join customer_records
        on
            identifies.source_name = customer_records.source_name
            and identifies.source_record_id = customer_records.source_record_id

    where
        identifies.visitor_id is not null
        and identifies.identified_at <= {{ as_of() }}

),

changes as (

    select
        visitor_id,
        identify_id,
        identified_at,
        customer_id,
        lag(customer_id) over (
            partition by visitor_id
            order by identified_at asc, identify_id asc
        ) as previous_customer_id

    from log_ins

),

hands as (

    select
        visitor_id,
        customer_id,
        identified_at,
        row_number() over (
            partition by visitor_id
            order by identified_at asc, identify_id asc
        ) as hand_number,
        lead(identified_at) over (
            partition by visitor_id
            order by identified_at asc, identify_id asc
        ) as next_identified_at

    from changes

    where previous_customer_id is distinct from customer_id

),

spans as (

    select
        hands.visitor_id,
        hands.customer_id,
        case
            when hands.hand_number = 1
                then
                    {{ add_seconds(
                        'hands.identified_at',
                        '-86400 * look_back.look_back_days'
                    ) }}
            else hands.identified_at
        end as valid_from_at,
        hands.next_identified_at as valid_to_at

    from hands
    cross join look_back

),

final as (

    select
        -- ids
        spans.visitor_id,
        spans.customer_id,

        -- times
        spans.valid_from_at,
        spans.valid_to_at

    from spans
    left join tracking_refusals on spans.customer_id = tracking_refusals.customer_id

    where
        tracking_refusals.customer_id is null
        -- Who logs in at the very moment of the next person has no time on the device.
        and coalesce(spans.valid_from_at < spans.valid_to_at, true)

)

select * from final
