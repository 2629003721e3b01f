{#
    Remembers who is who at a publication: the changes it found, and the customer of every
    record where that is not what was published last. Written before the run is committed;
    models believe the members and changes of committed runs only. Doing it again adds
    nothing.
#}
{% macro publish_identity(as_of_text) -%}
    {%- set moment = "cast('" ~ as_of_text ~ "' as timestamp)" -%}
    {%- set changes -%}
        insert into state.identity_changes (
            change_id, change_type, customer_id, previous_customer_id,
            source_name, source_record_id, as_of
        )
        select
            found.change_id, found.change_type, found.customer_id, found.previous_customer_id,
            found.source_name, found.source_record_id, found.as_of
        from {{ built_relation('identity', 'fct_identity_changes') }} as found
        left join (select change_id from state.identity_changes) as known
            on found.change_id = known.change_id
        where known.change_id is null and found.as_of = {{ moment }}
    {%- endset -%}
    {%- set members -%}
        insert into state.identity_members (
            source_name, source_record_id, customer_id, recorded_at
        )
        select
            found.source_name, found.source_record_id, found.customer_id, {{ moment }}
        from {{ built_relation('identity', 'bridge_customer_records') }} as found
        left join (
            select
                source_name, source_record_id, customer_id,
                row_number() over (
                    partition by source_name, source_record_id
                    order by recorded_at desc, customer_id asc
                ) as recency
            from state.identity_members
            where
                recorded_at = {{ moment }}
                or recorded_at in (
                    select as_of from state.published_runs where as_of < {{ moment }}
                )
        ) as known
            on
                found.source_name = known.source_name
                and found.source_record_id = known.source_record_id
                and found.customer_id = known.customer_id
                and known.recency = 1
        where known.customer_id is null
    {%- endset -%}
    {%- do run_query(changes) -%}
    {%- do run_query(members) -%}
{%- endmacro %}
