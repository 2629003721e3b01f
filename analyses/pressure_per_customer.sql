-- How often each customer was contacted in the last 7 and 30 days, most often first.
with

ledger as (

    select *
    from {{ ref('fct_contact_ledger') }}
    where
        counts_to_caps
        and status <> 'not_sent'

)

select
    customer_id,
    sum(case
        when {{ days_between('contact_date', decision_date()) }} < 7 then 1
        else 0
    end) as contact_count_7d,
    count(*) as contact_count_30d,
    count(distinct channel) as channel_count_30d,
    max(contact_date) as last_contact_date

from ledger

where {{ days_between('contact_date', decision_date()) }} < 30

group by customer_id

order by contact_count_7d desc, contact_count_30d desc, customer_id asc
