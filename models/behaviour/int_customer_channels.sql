{#
    Grain: one row per profiled customer who ever answered a message, with the
    channel the customer answers best: the share of messages answered, drawn
    towards what everyone answers on that channel where there were few. An
    answer is an opened or clicked message, an unsubscription is none.
#}
with

messages as (

    select * from {{ ref('fct_messages') }}

),

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

parameters as (

    select
        {{ pivot_parameters(['channel_prior_messages']) }}

    from {{ ref('profile_parameters') }}

),

events_counted as (

    select
        messages.customer_id,
        messages.channel,
        count(case when messages.event_name = 'sent' then 1 end) as sent_count,
        count(case when messages.event_name = 'delivered' then 1 end) as delivered_count,
        count(case when messages.event_name = 'opened' then 1 end) as opened_count,
        count(case when messages.event_name = 'clicked' then 1 end) as clicked_count

    from messages

    inner join customers
        on messages.customer_id = customers.customer_id

    group by
        messages.customer_id,
        messages.channel

),

-- Tools differ in what they report: a message that was opened was sent, and one
-- that was clicked was read.
answers_counted as (

    select
        customer_id,
        channel,
        case when opened_count > clicked_count then opened_count else clicked_count end
            as answer_count,
        case when sent_count > delivered_count then sent_count else delivered_count end
            as reported_count

    from events_counted

),

messages_counted as (

    select
        customer_id,
        channel,
        answer_count,
        case when reported_count > answer_count then reported_count else answer_count end
            as message_count

    from answers_counted

),

channel_bases as (

    select
        channel,
        cast(sum(answer_count) as double) / cast(sum(message_count) as double) as answer_rate

    from messages_counted

    group by channel

    having sum(message_count) > 0

),

rates_shrunk as (

    select
        messages_counted.customer_id,
        messages_counted.channel,
        messages_counted.answer_count,
        cast(
            (
                messages_counted.answer_count
                + cast(parameters.channel_prior_messages as double) * channel_bases.answer_rate
            )
            / (
                messages_counted.message_count
                + cast(parameters.channel_prior_messages as double)
            )
            as decimal(9, 6)
        ) as answer_rate

    from messages_counted

    inner join channel_bases
        on messages_counted.channel = channel_bases.channel

    cross join parameters

    where messages_counted.answer_count > 0

),

channels_ranked as (

    select
        customer_id,
        channel,
        row_number() over (
            partition by customer_id
            order by
                answer_rate desc,
                answer_count desc,
                channel asc
        ) as channel_rank

    from rates_shrunk

),

final as (

    select
        -- ids
        customer_id,

        -- text
        channel as preferred_channel

    from channels_ranked

    where channel_rank = 1

)

select * from final
