{#
    Grain: one row per raw row that could not be used, of every source: rows that
    no column could be read from, and rows whose key, own time or own quantity is
    unusable.
#}
with

unreadable_rows as (

    select * from {{ source('landing', 'unreadable_rows') }}

),

quarantined as (

    {{ union_reviewed("row_status = 'quarantined'") }}

),

gathered as (

    select
        source_name,
        table_name,
        _delivery as delivery,
        _row_number as row_number,
        quarantine_reason as reason,
        raw_key

    from quarantined

    union all

    select
        source_name,
        table_name,
        delivery,
        cast(row_number as bigint) as row_number,
        'row_unreadable: ' || reason as reason,
        cast(null as {{ dbt.type_string() }}) as raw_key

    from unreadable_rows

),

final as (

    select
        source_name,
        table_name,
        delivery,
        row_number,
        reason,
        raw_key

    from gathered

)

select * from final
