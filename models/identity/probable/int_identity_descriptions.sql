{#
    Grain: one row per person that identifiers and verdicts make, and description its
    records give of it, under the first record that gives it. What a record leaves out is
    taken from the person's other records, where they agree. Placeholders and identifiers
    on too many records describe nobody, nor does the mailbox of an office; who has neither
    name nor birth date cannot be compared.
#}
with

records as (

    select * from {{ ref('int_identity_records') }}

),

certain_persons as (

    select * from {{ ref('int_identity_certain_persons') }}

),

usable_identifiers as (

    select * from {{ ref('dim_identifiers') }}

    where is_usable

),

records_described as (

    select
        records.record_rank,
        certain_persons.person_rank,
        records.first_name_key,
        records.last_name_key,
        records.birth_date,
        records.street_key,
        records.postal_code_key,
        records.city_key,
        usable_emails.identifier_value as email,
        usable_phones.identifier_value as phone

    from records
    inner join certain_persons on records.record_rank = certain_persons.record_rank
    left join usable_identifiers as usable_emails
        on
            records.email = usable_emails.identifier_value
            and usable_emails.identifier_type = 'email'
    left join usable_identifiers as usable_phones
        on
            records.phone = usable_phones.identifier_value
            and usable_phones.identifier_type = 'phone'

),

completed as (

    select
        record_rank,
        person_rank,
        coalesce(first_name_key, {{ only_value('first_name_key', 'person_rank') }})
            as first_name_key,
        coalesce(last_name_key, {{ only_value('last_name_key', 'person_rank') }}) as last_name_key,
        coalesce(birth_date, {{ only_value('birth_date', 'person_rank') }}) as birth_date,
        coalesce(street_key, {{ only_value('street_key', 'person_rank') }}) as street_key,
        coalesce(postal_code_key, {{ only_value('postal_code_key', 'person_rank') }})
            as postal_code_key,
        coalesce(city_key, {{ only_value('city_key', 'person_rank') }}) as city_key,
        coalesce(email, {{ only_value('email', 'person_rank') }}) as email,
        coalesce(phone, {{ only_value('phone', 'person_rank') }}) as phone

    from records_described

),

described as (

    select
        person_rank,
        first_name_key,
        last_name_key,
        birth_date,
        street_key,
        postal_code_key,
        city_key,
        email,
        phone,
        min(record_rank) as record_rank

    from completed

    where first_name_key is not null or last_name_key is not null or birth_date is not null

    group by
        person_rank,
        first_name_key,
        last_name_key,
        birth_date,
        street_key,
        postal_code_key,
        city_key,
        email,
        phone

),

mailboxes as (

    select
        *,
        nullif(split_part(email, '@', 1), '') as mailbox

    from described

),

final as (

    select
        -- ids
        record_rank,
        person_rank,

        -- text
        first_name_key,
        last_name_key,
        street_key,
        nullif({{ regexp_extract_group('street_key', '[0-9]+', 0) }}, '') as street_number,
        postal_code_key,
        city_key,
        email,
        mailbox,
        nullif({{ regexp_extract_group('mailbox', '[0-9]{3,}', 0) }}, '') as mailbox_number,
        phone,

        -- times
        birth_date

    from mailboxes

)

select * from final
