{#
    Grain: one row per change of an account's agreement to marketing e-mail. The
    shop says yes or no, rarely since when. Without its own time a yes counts from
    the account's opening (or from the update that turned a no into it); a no is a
    withdrawal only where a yes stood before or the shop says when it was given:
    who never agreed has withdrawn nothing. A withdrawal at a time that cannot be read
    counts from the account's last update, and from now where even that is unknown
    or still to come. It is about the e-mail address that the account had when the shop
    first said so, however often it says so again.
#}
with

customers as (

    select * from {{ ref('int_shopify__customers_reviewed') }}
    where row_status <> 'quarantined' and accepts_marketing is not null

),

compared as (

    select
        id,
        email,
        accepts_marketing,
        is_marketing_time_unreadable,
        marketing_changed_at,
        created_at,
        updated_at,
        row_number() over (
            partition by id
            order by
                _delivery_number asc,
                updated_at asc nulls first,
                accepts_marketing asc,
                row_status desc,
                _row_number asc
        ) as state_number,
        lag(accepts_marketing) over (
            partition by id
            order by
                _delivery_number asc,
                updated_at asc nulls first,
                accepts_marketing asc,
                row_status desc,
                _row_number asc
        ) as accepted_before

    from customers

),

timed as (

    select
        id,
        email,
        state_number,
        case when accepts_marketing then 'granted' else 'withdrawn' end as status,
        case
            when marketing_changed_at is not null then marketing_changed_at
            when accepts_marketing and accepted_before is null then coalesce(created_at, updated_at)
            when accepts_marketing and not accepted_before
                then coalesce(updated_at, created_at)
            when not accepts_marketing and is_marketing_time_unreadable
                then least(coalesce(updated_at, {{ as_of() }}), {{ as_of() }})
            when not accepts_marketing and accepted_before
                then coalesce(updated_at, {{ as_of() }})
        end as recorded_at

    from compared
    where
        accepts_marketing is distinct from accepted_before
        or marketing_changed_at is not null
        or is_marketing_time_unreadable

),

statements as (

    select
        id,
        email,
        status,
        recorded_at,
        row_number() over (
            partition by id, status, recorded_at
            order by state_number asc
        ) as telling_number

    from timed
    where recorded_at is not null

),

final as (

    {{ fill_shape('consents', {
        'source_name': "'shopify'",
        'consent_id': "'shopify:' || " ~ hash_key(
            ['id', 'status', format_timestamp('recorded_at')]
        ),
        'source_record_id': 'id',
        'purpose': "'contact'",
        'channel': "'email'",
        'contact_point': 'email',
        'status': 'status',
        'recorded_at': 'recorded_at',
    }) }}

    from statements
    where telling_number = 1

)

select * from final
