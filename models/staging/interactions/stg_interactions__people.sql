{#
    Grain: one row per person that interactions name, under the strongest
    identifier given; the other identifiers are those given last.
#}
with

touches as (

    select * from {{ ref('int_interactions__touches_reviewed') }}
    where row_status = 'staged' and source_record_id is not null

),

sequenced as (

    select
        source_record_id,
        record_id,
        customer_number,
        email,
        email_raw,
        phone,
        phone_raw,
        started_at,
        {{ format_timestamp('started_at') }} || interaction_id as seen

    from touches

),

people as (

    select
        source_record_id,
        max(record_id) as record_id,
        max_by(customer_number, seen) filter (where customer_number is not null) as customer_number,
        max_by(email, seen) filter (where email is not null) as email,
        max_by(email_raw, seen) filter (where email_raw is not null) as email_raw,
        max_by(phone, seen) filter (where phone is not null) as phone,
        max_by(phone_raw, seen) filter (where phone_raw is not null) as phone_raw,
        min(started_at) as created_at,
        max(started_at) as updated_at

    from sequenced
    group by source_record_id

),

final as (

    {{ fill_shape('people', {
        'source_name': "'interactions'",
        'source_record_id': 'source_record_id',
        'customer_number': 'customer_number',
        'account_id': "'crm:' || record_id",
        'email': 'email',
        'phone': 'phone',
        'email_raw': 'email_raw',
        'phone_raw': 'phone_raw',
        'is_deleted': 'false',
        'created_at': 'created_at',
        'updated_at': 'updated_at',
    }) }}

    from people

)

select * from final
