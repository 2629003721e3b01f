{#
    Grain: one row per change of a customer: created, merged into another, or split from
    another. Changes that were published come from state; those of this run are worked out
    by comparing the bridge with what was published last.

    A record that now belongs to another customer than when it was published means a merge
    if its former customer is gone, and a split if that customer lives on.
#}
with

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

records as (

    select * from {{ ref('int_identity_records') }}

),

published_ids as (

    select * from {{ ref('int_identity_published_ids') }}

),

identity_changes as (

    select * from {{ ref('stg_batuta__identity_changes') }}

),

published_changes as (

    select
        change_id,
        customer_id,
        previous_customer_id,
        source_name,
        source_record_id,
        change_type,
        publication_number,
        as_of

    from identity_changes

    where as_of <= {{ as_of() }}

),

compared as (

    select
        customer_records.customer_id,
        customer_records.source_name,
        customer_records.source_record_id,
        records.record_rank,
        published_ids.published_customer_id

    from customer_records
    inner join records
        on
            customer_records.source_name = records.source_name
            and customer_records.source_record_id = records.source_record_id
    left join published_ids
        on
            customer_records.source_name = published_ids.source_name
            and customer_records.source_record_id = published_ids.source_record_id

),

current_ids as (

    select distinct customer_id from customer_records

),

known_customers as (

    select distinct customer_id from compared
    where published_customer_id is not null

),

moves as (

    select
        customer_id,
        published_customer_id as previous_customer_id,
        source_name,
        source_record_id,
        row_number() over (
            partition by customer_id, published_customer_id
            order by record_rank asc
        ) as move_number

    from compared

    where published_customer_id <> customer_id

),

creations as (

    select
        compared.customer_id,
        compared.source_name,
        compared.source_record_id,
        row_number() over (
            partition by compared.customer_id
            order by compared.record_rank asc
        ) as member_number

    from compared
    left join known_customers on compared.customer_id = known_customers.customer_id

    where known_customers.customer_id is null

),

fresh_changes as (

    select
        'created' as change_type,
        customer_id,
        cast(null as {{ dbt.type_string() }}) as previous_customer_id,
        source_name,
        source_record_id

    from creations

    where member_number = 1

    union all

    select
        case when current_ids.customer_id is null then 'merged' else 'split' end
            as change_type,
        moves.customer_id,
        moves.previous_customer_id,
        moves.source_name,
        moves.source_record_id

    from moves
    left join current_ids on moves.previous_customer_id = current_ids.customer_id

    where moves.move_number = 1

),

dated_changes as (

    select
        {{ hash_key([
            'change_type',
            'customer_id',
            'previous_customer_id',
            format_timestamp(as_of()),
        ]) }} as change_id,
        customer_id,
        previous_customer_id,
        source_name,
        source_record_id,
        change_type,
        {{ as_of() }} as as_of

    from fresh_changes

),

unpublished_changes as (

    select
        dated_changes.change_id,
        dated_changes.customer_id,
        dated_changes.previous_customer_id,
        dated_changes.source_name,
        dated_changes.source_record_id,
        dated_changes.change_type,
        cast(null as bigint) as publication_number,
        dated_changes.as_of

    from dated_changes
    left join published_changes on dated_changes.change_id = published_changes.change_id

    where published_changes.change_id is null

),

final as (

    select
        -- ids
        change_id,
        customer_id,
        previous_customer_id,
        source_name,
        source_record_id,

        -- text
        change_type,

        -- numbers
        publication_number,

        -- times
        as_of

    from published_changes

    union all

    select
        change_id,
        customer_id,
        previous_customer_id,
        source_name,
        source_record_id,
        change_type,
        publication_number,
        as_of

    from unpublished_changes

)

select * from final
