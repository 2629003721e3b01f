{#
    The rows of every reviewed raw table that meet a condition, with what the
    review says of them; no rows at all where no source has a raw table.
#}
{% macro union_reviewed(condition='true') -%}
    {%- set text = dbt.type_string() -%}
    {%- for table in reviewed_tables() %}
    select
        '{{ table.source_name }}' as source_name,
        '{{ table.table_name }}' as table_name,
        row_status,
        quarantine_reason,
        field_faults,
        raw_key,
        _delivery,
        _row_number
    from {{ ref(table.model) }}
    where {{ condition }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        cast(null as {{ text }}) as source_name,
        cast(null as {{ text }}) as table_name,
        cast(null as {{ text }}) as row_status,
        cast(null as {{ text }}) as quarantine_reason,
        cast(null as {{ text }}) as field_faults,
        cast(null as {{ text }}) as raw_key,
        cast(null as {{ text }}) as _delivery,
        cast(null as bigint) as _row_number
    where false
    {%- endfor %}
{%- endmacro %}
