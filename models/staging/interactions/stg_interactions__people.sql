{#
    Grain: one row per person that interactions name, under the strongest
    identifier given; the other identifiers are those given last, as known at
    `as_of`. Whom only a superseded delivery names is staged as deleted, with the
    identifiers given then, so that the house still knows who that was.
#}
with

touches as (

    select * from {{ ref('int_interactions__touches_reviewed') }}
    where row_status <> 'quarantined' and source_record_id is not null

),

judged as (

    select
        *,
        max(case when row_status = 'staged' then 1 else 0 end) over (
            partition by source_record_id
        ) = 1 as is_named

    from touches

),

in_force as (

    select * from judged
    where row_status = 'staged' or not is_named

),

sequenced as (

    select
        source_record_id,
        is_named,
        record_id,
        customer_number,
        email,
        email_raw,
        phone,
        phone_raw,
        started_at,
        started_at <= {{ as_of() }} as has_happened,
        {{ format_timestamp('started_at') }}
        || interaction_id
        || {{ hash_key(['customer_number', 'email_raw', 'phone_raw']) }} as seen

    from in_force

),

people as (

    select
        source_record_id,
        max(record_id) as record_id,
        max(is_named) as is_named,
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
        'is_deleted': 'not is_named',
        'created_at': 'created_at',
        'updated_at': 'updated_at',
    }) }}

    from people

)

select * from final
