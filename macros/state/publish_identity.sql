{#
    Remembers who is who at a publication: the changes it found, and the customer of every
    record where that is not what the last committed publication said. Written before the
    run is committed, under its id and the number of the publication, which alone orders
    publications: two may look from one moment. Doing it again adds nothing.
#}
{% macro publish_identity(run_id, as_of_text) -%}
    {%- set moment = "cast('" ~ as_of_text ~ "' as timestamp)" -%}
    {%- set publication_number = next_publication_number(run_id) -%}
    {%- set changes -%}
        insert into state.identity_changes (
            change_id, change_type, customer_id, previous_customer_id,
            source_name, source_record_id, as_of, run_id, publication_number
        )
        select
            found.change_id, found.change_type, found.customer_id, found.previous_customer_id,
            found.source_name, found.source_record_id, found.as_of,
            '{{ run_id }}', {{ publication_number }}
        from {{ built_relation('identity', 'fct_identity_changes') }} as found
        left join (
            {{ believed_identity('identity_changes', 'as_of', run_id, publication_number) }}
        ) as known
            on found.change_id = known.change_id
        where known.change_id is null and found.as_of = {{ moment }}
    {%- endset -%}
    {%- set members -%}
        insert into state.identity_members (
            source_name, source_record_id, customer_id, recorded_at, run_id, publication_number
        )
        select
            found.source_name, found.source_record_id, found.customer_id, {{ moment }},
            '{{ run_id }}', {{ publication_number }}
        from {{ built_relation('identity', 'bridge_customer_records') }} as found
        left join (
            select
                source_name, source_record_id, customer_id,
                row_number() over (
                    partition by source_name, source_record_id
                    order by
                        coalesce(publication_number, 0) desc, recorded_at desc, customer_id asc
                ) as recency
            from (
                {{ believed_identity('identity_members', 'recorded_at', run_id, publication_number) }}
            ) as believed
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

{#
    What is remembered of identities by committed publications, and by this one where it
    was cut off before. An older batuta wrote no run; a run of the moment speaks for it.
#}
{% macro believed_identity(table, moment, run_id, publication_number) -%}
    select * from state.{{ table }}
    where
        run_id in (select run_id from state.published_runs)
        or (run_id = '{{ run_id }}' and publication_number = {{ publication_number }})
        or (run_id is null and {{ moment }} in (select as_of from state.published_runs))
{%- endmacro %}

{#
    The number of this publication: one more than any before, or its own, where it was cut
    off and none has begun since.
#}
{% macro next_publication_number(run_id) -%}
    {%- set row = run_query(
        "select max(publication_number) as newest,"
        ~ " max(case when run_id = '" ~ run_id ~ "' then publication_number end) as own from ("
        ~ 'select run_id, publication_number from state.identity_members'
        ~ ' union all select run_id, publication_number from state.identity_changes'
        ~ ') as remembered'
    ).rows[0] -%}
    {%- if row[0] is none -%}
        1
    {%- elif row[0] == row[1] -%}
        {{ row[0] }}
    {%- else -%}
        {{ (row[0] | int) + 1 }}
    {%- endif -%}
{%- endmacro %}
