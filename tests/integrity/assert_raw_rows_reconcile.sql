{#
    Guards every `int_<source>__<table>_reviewed`: a join that loses or doubles raw
    rows, or a row with no status, would otherwise go unseen. Per raw table, what
    the landing counted in the files = staged + quarantined + superseded.
#}
with

row_counts as (

    select * from {{ ref('stg_row_counts') }}

),

final as (

    select
        source_name,
        table_name,
        raw_count,
        staged_count,
        quarantined_count,
        superseded_count

    from row_counts
    where raw_count is distinct from staged_count + quarantined_count + superseded_count

)

select * from final
