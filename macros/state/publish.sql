{#
    Reserves the selected contacts of the built decisions: appends them to
    `state.published_contacts`, remembers what the run has seen, and commits by
    writing the run to `state.published_runs`, last. Until that row stands, the
    publication has not happened; where it was cut off, the next one completes
    it. Publishing a run again adds nothing.

        dbt run-operation publish
#}
{% macro publish() -%}
    {%- if execute -%}
        {%- set prepared = publication_prepared() -%}
        {%- set newest = run_query('select max(decision_date) as newest_date from state.published_runs').rows[0][0] -%}
        {%- set committed = run_query(
            "select count(*) as run_count from state.published_runs where run_id = '" ~ prepared.run_id ~ "'"
        ).rows[0][0] | int -%}
        {%- if committed > 0 -%}
            {%- do log('batuta: ' ~ prepared.decision_date ~ ' is published already; nothing added', info=true) -%}
        {%- elif newest is not none and (prepared.decision_date | string) <= (newest | string) and prepared.contact_count | int == 0 -%}
            {%- do log('batuta: nothing new to publish for ' ~ prepared.decision_date, info=true) -%}
        {%- elif newest is not none and (prepared.decision_date | string) < (newest | string) -%}
            {%- do exceptions.raise_compiler_error(
                'nothing published: ' ~ prepared.contact_count ~ ' new contacts for ' ~ prepared.decision_date
                ~ ', but ' ~ newest ~ ' is published already, and its decisions did not know of them;'
                ~ ' decide ' ~ newest ~ ' or a later day instead'
            ) -%}
        {%- else -%}
            {%- do assert_contacts_prepared(prepared) -%}
            {%- do publish_contacts(prepared.run_id) -%}
            {%- do publish_deliveries(prepared.as_of) -%}
            {%- do publish_identity(prepared.run_id, prepared.as_of) -%}
            {%- do publish_policy(prepared.as_of) -%}
            {%- do publish_run() -%}
            {%- do commit_state() -%}
            {%- do log(
                'batuta: published ' ~ prepared.contact_count ~ ' contacts for ' ~ prepared.decision_date
                ~ ' (run ' ~ prepared.run_id[:12] ~ ')', info=true
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{# The one row of the publication the last build prepared, or a clear error. #}
{% macro publication_prepared() -%}
    {%- set relation = load_relation(built_relation('delivery', 'int_publications_prepared')) -%}
    {%- if relation is none -%}
        {%- do exceptions.raise_compiler_error('nothing to publish: no day has been decided yet; run dbt build first') -%}
    {%- endif -%}
    {%- if load_relation(built_relation('delivery', 'int_policy_files_kept')) is none -%}
        {%- do exceptions.raise_compiler_error('nothing published: the last build was an older batuta\'s; build again, then publish') -%}
    {%- endif -%}
    {%- set row = run_query('select run_id, decision_date, contact_count, as_of from ' ~ relation).rows[0] -%}
    {%- do return({'run_id': row[0], 'decision_date': row[1], 'contact_count': row[2], 'as_of': row[3]}) -%}
{%- endmacro %}

{#
    Stops where the contacts that were built are not those of the prepared run, as
    after a build that failed in between: they would be another day's, reserved twice.
#}
{% macro assert_contacts_prepared(prepared) -%}
    {%- set relation = load_relation(built_relation('delivery', 'int_contacts_to_publish')) -%}
    {%- set counts = namespace(all=0, of_run=0) -%}
    {%- if relation is not none -%}
        {%- set row = run_query(
            "select count(*) as row_count, count(case when run_id = '" ~ prepared.run_id ~ "' then 1 end) as run_row_count from "
            ~ relation
        ).rows[0] -%}
        {%- set counts.all = row[0] | int -%}
        {%- set counts.of_run = row[1] | int -%}
    {%- endif -%}
    {%- if counts.all != prepared.contact_count | int or counts.of_run != counts.all -%}
        {%- do exceptions.raise_compiler_error(
            'nothing published: the last build did not finish (' ~ counts.of_run ~ ' of ' ~ prepared.contact_count
            ~ ' contacts for ' ~ prepared.decision_date ~ ' are ready); build again, then publish'
        ) -%}
    {%- endif -%}
{%- endmacro %}

{# Appends the contacts of a run that are not there yet from a publication cut off. #}
{% macro publish_contacts(run_id) -%}
    {%- set columns = state_tables()['published_contacts'].keys() | list -%}
    {%- set statement -%}
        insert into state.published_contacts ({{ columns | join(', ') }})
        select
            {%- for column in columns %}
            prepared.{{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ built_relation('delivery', 'int_contacts_to_publish') }} as prepared
        left join (
            select decision_id as written_id
            from state.published_contacts
            where run_id = '{{ run_id }}'
        ) as written
            on prepared.decision_id = written.written_id
        where written.written_id is null
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}

{# Remembers every raw delivery the build has read and the moment a published run first saw it. #}
{% macro publish_deliveries(as_of_text) -%}
    {%- set statement -%}
        insert into state.deliveries (source_name, table_name, delivery, content_hash, first_seen_at)
        select landed.source_name, landed.table_name, landed.delivery, landed.content_hash,
            cast('{{ as_of_text }}' as timestamp)
        from {{ built_relation('staging', 'stg_landed_deliveries') }} as landed
        left join state.deliveries as known
            on
                landed.source_name = known.source_name
                and landed.table_name = known.table_name
                and landed.delivery = known.delivery
                and landed.content_hash = known.content_hash
        where known.delivery is null
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}

{# Keeps the policy files the build decided by, once per version. #}
{% macro publish_policy(as_of_text) -%}
    {%- set statement -%}
        insert into state.policy_files (policy_version, policy_file, content, recorded_at)
        select decided.policy_version, decided.policy_file, decided.content,
            cast('{{ as_of_text }}' as timestamp)
        from {{ built_relation('delivery', 'int_policy_files_kept') }} as decided
        left join state.policy_files as known
            on
                decided.policy_version = known.policy_version
                and decided.policy_file = known.policy_file
        where known.policy_file is null
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}

{# Commits: from this row on the publication has happened. #}
{% macro publish_run() -%}
    {%- set columns = state_tables()['published_runs'].keys() | list -%}
    {%- set statement -%}
        insert into state.published_runs ({{ columns | join(', ') }})
        select {{ columns | join(', ') }}
        from {{ built_relation('delivery', 'int_publications_prepared') }}
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}
