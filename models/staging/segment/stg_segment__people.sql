{#
    Grain: one row per account that was logged in on the web or in the app, made
    when it was first seen. Of each trait the latest one known at `as_of` that can
    be used counts. The account is the web shop's, hence `account_id`.
#}
with

identifies as (

    select * from {{ ref('int_segment__identifies_reviewed') }}
    where row_status = 'staged' and user_id is not null

),

web_events as (

    select * from {{ ref('stg_segment__web_events') }}
    where source_record_id is not null

),

traits_ranked as (

    select
        user_id,
        email,
        phone,
        email_raw,
        phone_raw,
        push_token,
        occurred_at,
        row_number() over (
            partition by user_id
            order by
                case when email is null then 1 else 0 end,
                case when email_raw is null then 1 else 0 end,
                occurred_at desc,
                event_id desc
        ) as email_position,
        row_number() over (
            partition by user_id
            order by
                case when phone is null then 1 else 0 end,
                case when phone_raw is null then 1 else 0 end,
                occurred_at desc,
                event_id desc
        ) as phone_position,
        row_number() over (
            partition by user_id
            order by
                case when push_token is null then 1 else 0 end,
                occurred_at desc,
                event_id desc
        ) as push_token_position

    from identifies
    where occurred_at <= {{ as_of() }}

),

traits as (

    select
        user_id,
        max(case when email_position = 1 then email end) as email,
        max(case when phone_position = 1 then phone end) as phone,
        max(case when email_position = 1 then email_raw end) as email_raw,
        max(case when phone_position = 1 then phone_raw end) as phone_raw,
        max(case when push_token_position = 1 then push_token end) as push_token,
        max(occurred_at) as updated_at

    from traits_ranked
    group by user_id

),

sightings as (

    select
        user_id,
        occurred_at
    from identifies

    union all

    select
        source_record_id as user_id,
        occurred_at
    from web_events

),

accounts as (

    select
        user_id,
        min(occurred_at) as created_at
    from sightings
    group by user_id

),

final as (

    {{ fill_shape('people', {
        'source_name': "'segment'",
        'source_record_id': 'accounts.user_id',
        'account_id': "'shopify:' || accounts.user_id",
        'email': 'traits.email',
        'phone': 'traits.phone',
        'push_token': 'traits.push_token',
        'email_raw': 'traits.email_raw',
        'phone_raw': 'traits.phone_raw',
        'is_deleted': 'false',
        'created_at': 'accounts.created_at',
        'updated_at': 'coalesce(traits.updated_at, accounts.created_at)',
    }) }}

    from accounts
    left join traits on accounts.user_id = traits.user_id

)

select * from final
