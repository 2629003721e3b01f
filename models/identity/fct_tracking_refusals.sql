{#
    Grain: one row per person who refuses tracking: in some record the latest statement
    about it is a withdrawal that no later grant for the same contact point lifted. A
    statement speaks of the addresses its record had then. The same holds for every purpose
    (see fct_consents); this one must be known before visits are anybody's.
#}
with

consents as (

    {{ union_staged('consents') }}

),

people as (

    {{ union_staged('people') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

contact_points as (

    select * from {{ ref('bridge_contact_points') }}

),

cells as (

    select
        consents.consent_id,
        customer_records.customer_id,
        consents.source_name,
        consents.source_record_id,
        consents.purpose,
        coalesce(consents.channel, '*') as channel,
        coalesce(consents.topic, '*') as topic,
        coalesce(consents.contact_point, contact_points.contact_point, '') as contact_point,
        consents.status,
        coalesce(people.is_deleted, false) as is_record_deleted,
        consents.recorded_at

    from consents
    inner join customer_records
        on
            consents.source_name = customer_records.source_name
            and consents.source_record_id = customer_records.source_record_id
    left join people
        on
            consents.source_name = people.source_name
            and consents.source_record_id = people.source_record_id
    left join contact_points
        on
            consents.contact_point is null
            and consents.source_name = contact_points.source_name
            and consents.source_record_id = contact_points.source_record_id
            and {{ speaks_of('consents', 'contact_points') }}

    where
        consents.purpose = 'tracking'
        and consents.recorded_at <= {{ as_of() }}

),

judged as (

    select
        *,
        {{ is_latest_statement('cells') }} as is_latest

    from cells

),

withdrawals as (

    select * from judged
    where is_latest and status = 'withdrawn'

),

latest_grants as (

    select * from judged
    where is_latest and status = 'granted' and not is_record_deleted

),

final as (

    select
        -- ids
        withdrawals.customer_id,

        -- times
        min(withdrawals.recorded_at) as refused_at

    from withdrawals
    left join latest_grants on {{ is_lifted_by('withdrawals', 'latest_grants') }}

    where latest_grants.customer_id is null

    group by withdrawals.customer_id

)

select * from final
