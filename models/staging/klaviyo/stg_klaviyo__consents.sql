{#
    Grain: one row per statement: a channel on a profile's consent list, or an
    event by which a person subscribed, unsubscribed or complained.
    A list without a time is dated to the profile's first day, so that it never
    outweighs a withdrawal; without that either it says nothing. A list that no
    longer holds a channel withdraws nothing; the event by which it left does. An
    event that was deleted grants nothing, but what it withdrew stays withdrawn. An event
    is about the address it names; a list names none.
#}
with

persons as (

    select * from {{ ref('int_klaviyo__person_reviewed') }}
    where row_status = 'staged' and not is_deleted

),

consent_channels as (

    select * from {{ ref('klaviyo_consent_channels') }}

),

events as (

    select * from {{ ref('int_klaviyo__events_explained') }}
    where consent_status = 'withdrawn' or (consent_status = 'granted' and not is_deleted)

),

channels_listed as (

    select distinct
        persons.person_id,
        consent_channels.channel,
        coalesce(persons.consented_at, persons.created_at) as recorded_at

    from persons
    inner join consent_channels
        on {{ list_contains_item('persons.consent_list', 'consent_channels.consent_item') }}

),

statements as (

    select
        'klaviyo:list:' || person_id || ':' || channel as consent_id,
        person_id,
        channel,
        cast(null as {{ dbt.type_string() }}) as contact_point,
        'granted' as status,
        recorded_at

    from channels_listed
    where recorded_at is not null

    union all

    select
        'klaviyo:event:' || event_id as consent_id,
        person_id,
        channel,
        case contact_point_type when 'email' then email when 'phone' then phone end
            as contact_point,
        consent_status as status,
        occurred_at as recorded_at

    from events
    where person_id is not null

),

final as (

    {{ fill_shape('consents', {
        'source_name': "'klaviyo'",
        'consent_id': 'consent_id',
        'source_record_id': 'person_id',
        'purpose': "'contact'",
        'channel': 'channel',
        'contact_point': 'contact_point',
        'status': 'status',
        'recorded_at': 'recorded_at',
    }) }}

    from statements

)

select * from final
