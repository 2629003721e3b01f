{#
    Grain: one row per raw table of every source. What the landing counted in the
    files must be what staging accounts for; tests/integrity holds it to that.
#}
with

deliveries as (

    select * from {{ source('landing', 'deliveries') }}

),

unreadable_rows as (

    select * from {{ source('landing', 'unreadable_rows') }}

),

reviewed as (

    {{ union_reviewed() }}

),

reviewed_tables as (

    {% for table in reviewed_tables() -%}
    select
        '{{ table.source_name }}' as source_name,
        '{{ table.table_name }}' as table_name
    {{ 'union all' if not loop.last }}
    {% else -%}
    select
        cast(null as {{ dbt.type_string() }}) as source_name,
        cast(null as {{ dbt.type_string() }}) as table_name
    where false
    {%- endfor %}

),

delivered as (

    select
        source_name,
        table_name,
        sum(cast(row_count as bigint)) as raw_count

    from deliveries
    group by source_name, table_name

),

unreadable as (

    select
        source_name,
        table_name,
        count(*) as unreadable_count

    from unreadable_rows
    group by source_name, table_name

),

judged as (

    select
        source_name,
        table_name,
        count(*) filter (where row_status = 'staged') as staged_count,
        count(*) filter (where row_status = 'quarantined') as quarantined_count,
        count(*) filter (where row_status = 'superseded') as superseded_count

    from reviewed
    group by source_name, table_name

),

final as (

    select
        -- ids
        reviewed_tables.source_name,
        reviewed_tables.table_name,

        -- numbers
        cast(coalesce(delivered.raw_count, 0) as bigint) as raw_count,
        cast(coalesce(judged.staged_count, 0) as bigint) as staged_count,
        cast(
            coalesce(judged.quarantined_count, 0) + coalesce(unreadable.unreadable_count, 0)
            as bigint
        ) as quarantined_count,
        cast(coalesce(judged.superseded_count, 0) as bigint) as superseded_count

    from reviewed_tables
    left join delivered
        on
            reviewed_tables.source_name = delivered.source_name
            and reviewed_tables.table_name = delivered.table_name
    left join unreadable
        on
            reviewed_tables.source_name = unreadable.source_name
            and reviewed_tables.table_name = unreadable.table_name
    left join judged
        on
            reviewed_tables.source_name = judged.source_name
            and reviewed_tables.table_name = judged.table_name

)

select * from final
