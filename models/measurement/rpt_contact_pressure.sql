{#
    Grain: one row per window (7 or 30 days up to the decision date), channel
    ('all' over all of them) and number of contacts that count: how many
    customers had that many. Customers without any contact are the row 0.
#}
with

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

windows as (

    select 7 as window_days

    union all

    select 30 as window_days

),

contacts_in_windows as (

    select
        windows.window_days,
        ledger.channel,
        ledger.customer_id

    from ledger

    inner join windows
        on
            {{ days_between('ledger.contact_date', decision_date()) }}
            < windows.window_days

    where
        ledger.counts_to_caps
        and ledger.status <> 'not_sent'

),

contacts_with_all as (

    select
        window_days,
        channel,
        customer_id

    from contacts_in_windows

    union all

    select
        window_days,
        'all' as channel,
        customer_id

    from contacts_in_windows

),

counts_per_customer as (

    select
        window_days,
        channel,
        customer_id,
        count(*) as contact_count

    from contacts_with_all

    group by window_days, channel, customer_id

),

customers_contacted as (

    select
        window_days,
        channel,
        contact_count,
        count(*) as customer_count

    from counts_per_customer

    group by window_days, channel, contact_count

),

customer_total as (

    select count(*) as customer_count from customers

),

channels_seen as (

    select
        windows.window_days,
        'all' as channel

    from windows

    union

    select
        window_days,
        channel

    from contacts_in_windows

),

contacted_totals as (

    select
        window_days,
        channel,
        sum(customer_count) as customer_count

    from customers_contacted

    group by window_days, channel

),

customers_left_alone as (

    select
        channels_seen.window_days,
        channels_seen.channel,
        0 as contact_count,
        customer_total.customer_count - coalesce(contacted_totals.customer_count, 0)
            as customer_count

    from channels_seen

    cross join customer_total

    left join contacted_totals
        on
            channels_seen.window_days = contacted_totals.window_days
            and channels_seen.channel = contacted_totals.channel

),

unioned as (

    select * from customers_contacted

    union all

    select * from customers_left_alone

),

final as (

    select
        -- text
        channel,

        -- numbers
        cast(window_days as bigint) as window_days,
        cast(contact_count as bigint) as contact_count,
        cast(customer_count as bigint) as customer_count,

        -- times
        {{ decision_date() }} as decision_date

    from unioned

)

select * from final
