{#
    Grain: one row per person that interactions name, under the strongest
    identifier given; the other identifiers are those given last, as known at
    `as_of`.
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
        started_at <= {{ as_of() }} as has_happened,
        {{ format_timestamp('started_at') }} || interaction_id as seen

    from touches

),

people as (

    select
        source_record_id,
        max(record_id) as record_id,
        max_by(customer_number, seen) filter (where customer_number is not null and has_happened)
            as customer_number,
        max_by(email, seen) filter (where email is not null and has_happened)
            as email,
        max_by(email_raw, seen) filter (where email_raw is not null and has_happened)
            as email_raw,
        max_by(phone, seen) filter (where phone is not null and has_happened)
            as phone,
        max_by(phone_raw, seen) filter (where phone_raw is not null and has_happened)
            as phone_raw,
        min(started_at) as created_at,
        coalesce(max(started_at) filter (where has_happened), min(started_at)) as updated_at

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
