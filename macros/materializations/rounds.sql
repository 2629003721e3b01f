{#
    A loop in SQL. The model's SQL is one round: it reads what earlier rounds
    settled as `{{ this }}` and selects what this round settles. The table
    starts empty, with the columns and types of the model's YAML, and the round
    is added again and again until it settles nothing.

    With `meta: {input: <model>, key: <column>}` what a round settles leaves that
    input before the next round reads it, so that rounds get cheaper as they go.

    Columns are matched by name. A round that yields other columns than the
    YAML declares stops the build, and so does a loop of more than
    `meta: max_rounds`.
#}
{% materialization rounds, supported_languages=['sql'] %}

    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set meta = config.get('meta', {}) -%}
    {%- set max_rounds = meta.get('max_rounds', 10000) -%}
    {%- set declared = model.columns.values() | list -%}
    {%- set names = declared | map(attribute='name') | list -%}
    {%- set one_round = rounds_beside(target_relation, 'round') -%}
    {%- set input = namespace(first=none, now=none, next=none) -%}
    {%- if meta.get('input') -%}
        {%- set input.first = rounds_input_relation(meta.get('input'), sql) -%}
        {%- set input.now = input.first -%}
    {%- endif -%}

    {{ run_hooks(pre_hooks) }}

    {%- if existing_relation is not none -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- do run_query(rounds_create_table(target_relation, declared)) -%}
    {%- do rounds_assert_columns(sql, names) -%}

    {%- set progress = namespace(rounds=0, rows=0, is_done=false) -%}
    {%- for round in range(max_rounds) if not progress.is_done -%}
        {%- set round_sql = sql -%}
        {%- if input.first is not none -%}
            {%- set round_sql = sql | replace(input.first | string, input.now | string) -%}
        {%- endif -%}
        {%- do rounds_create_table_as(one_round, round_sql) -%}
        {%- set added = run_query('select count(*) as row_count from ' ~ one_round).columns[0].values()[0] | int -%}
        {%- call statement('main') -%}
            insert into {{ target_relation }} ({{ names | join(', ') }})
            select {{ names | join(', ') }}
            from {{ one_round }}
        {%- endcall -%}
        {%- if added == 0 -%}
            {%- set progress.is_done = true -%}
        {%- else -%}
            {%- set progress.rounds = progress.rounds + 1 -%}
            {%- set progress.rows = progress.rows + added -%}
            {%- if input.first is not none -%}
                {%- set input.next = rounds_beside(target_relation, 'input_' ~ (round % 2)) -%}
                {%- do rounds_create_table_as(
                    input.next, rounds_left_over(input.now, one_round, meta.get('key'))
                ) -%}
                {%- if input.now != input.first -%}
                    {%- do run_query('drop table if exists ' ~ input.now) -%}
                {%- endif -%}
                {%- set input.now = input.next -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do run_query('drop table if exists ' ~ one_round) -%}
    {%- if input.now is not none and input.now != input.first -%}
        {%- do run_query('drop table if exists ' ~ input.now) -%}
    {%- endif -%}
    {%- if not progress.is_done -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' still added rows after ' ~ max_rounds ~ ' rounds'
        ) -%}
    {%- endif -%}
    {%- do log(model.name ~ ': ' ~ progress.rows ~ ' rows settled in ' ~ progress.rounds ~ ' rounds') -%}

    {{ run_hooks(post_hooks) }}
    {%- do persist_docs(target_relation, model) -%}
    {{ adapter.commit() if target.type == 'duckdb' }}

    {{ return({'relations': [target_relation]}) }}

{% endmaterialization %}

{# A working table beside a relation. #}
{% macro rounds_beside(relation, suffix) -%}
    {%- do return(relation.incorporate(path={'identifier': relation.identifier ~ '__' ~ suffix})) -%}
{%- endmacro %}

{# The relation of the input model, as the round's SQL names it. #}
{% macro rounds_input_relation(input, sql) -%}
    {%- set nodes = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('name', 'equalto', input) | list -%}
    {%- if not nodes -%}
        {%- do exceptions.raise_compiler_error(model.name ~ ": its input '" ~ input ~ "' is no model") -%}
    {%- endif -%}
    {%- set relation = api.Relation.create(
        database=nodes[0].database, schema=nodes[0].schema, identifier=nodes[0].alias
    ) -%}
    {%- if relation | string not in sql -%}
        {%- do exceptions.raise_compiler_error(model.name ~ ": its SQL does not read its input '" ~ input ~ "'") -%}
    {%- endif -%}
    {%- do return(relation) -%}
{%- endmacro %}

{# The rows of the input that a round has not settled. #}
{% macro rounds_left_over(input, one_round, key) -%}
    select remaining.*
    from {{ input }} as remaining
    left join {{ one_round }} as settled_now
        on remaining.{{ key }} = settled_now.{{ key }}
    where settled_now.{{ key }} is null
{%- endmacro %}

{# An empty table with the declared columns. #}
{% macro rounds_create_table(relation, columns) -%}
    create table {{ relation }} (
        {% for column in columns -%}
            {{ column.name }} {{ column.data_type }}{{ ',' if not loop.last }}
        {% endfor %}
    )
    {{ 'using parquet' if target.type == 'spark' }}
{%- endmacro %}

{# A table with the rows of a query, in the place of one of that name. #}
{% macro rounds_create_table_as(relation, sql) -%}
    {%- do run_query('drop table if exists ' ~ relation) -%}
    {%- set statement -%}
        create table {{ relation }} {{ 'using parquet' if target.type == 'spark' }} as
        {{ sql }}
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}

{# Compares the columns a round yields with those that are declared. #}
{% macro rounds_assert_columns(sql, declared) -%}
    {%- set given = get_column_schema_from_query(get_empty_subquery_sql(sql)) | map(attribute='name') | list -%}
    {%- set missing = declared | reject('in', given) | list -%}
    {%- set undeclared = given | reject('in', declared) | list -%}
    {%- if missing or undeclared -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ': the round yields other columns than its YAML declares; missing: '
            ~ (missing | join(', ') or 'none') ~ '; undeclared: ' ~ (undeclared | join(', ') or 'none')
        ) -%}
    {%- endif -%}
{%- endmacro %}
