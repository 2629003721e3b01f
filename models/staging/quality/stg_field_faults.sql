{#
    Grain: one row per raw table and field of which some staged row held something
    that could not be read, and that became null.
#}
with

reviewed as (

    {{ union_reviewed("row_status = 'staged' and field_faults is not null") }}

),

faults as (

    select
        source_name,
        table_name,
        {{ explode_list('field_faults') }} as field

    from reviewed

),

final as (

    select
        source_name,
        table_name,
        field,
        cast(count(*) as bigint) as fault_count

    from faults
    group by source_name, table_name, field

)

select * from final
