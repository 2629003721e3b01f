{#
    A loop in SQL. The model's SQL is one round: it reads what earlier rounds
    settled as `{{ this }}` and selects what this round settles. The table
    starts empty, with the columns and types of the model's YAML, and the round
    is added again and again until it settles nothing.

    With `meta: {input: <model>, keep: <column>}` a round yields what is still
    open of that input, with its columns and a boolean more: rows where that is
    true are settled and kept, the others are all that the next round reads of the
    input. What a round leaves out is out for good, so rounds get cheaper as they
    go.

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
    {%- set keep = meta.get('keep') -%}
    {%- set input = rounds_input_relation(meta.get('input'), sql) if meta.get('input') else none -%}

    {{ run_hooks(pre_hooks) }}

    {%- if existing_relation is not none -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- do run_query(rounds_create_table(target_relation, declared)) -%}
    {%- do rounds_assert_columns(sql, names, rounds_open_columns(input, keep)) -%}

    {%- set progress = namespace(rounds=0, rows=0, is_done=false, sql=sql) -%}
    {%- set work = [rounds_beside(target_relation, 'odd'), rounds_beside(target_relation, 'even')] -%}
    {%- for round in range(max_rounds) if not progress.is_done -%}
        {%- set one_round = work[round % 2] -%}
        {%- do rounds_create_table_as(one_round, progress.sql) -%}
        {%- set settled = one_round ~ (' where ' ~ keep if keep else '') -%}
        {%- set added = run_query('select count(*) as row_count from ' ~ settled).columns[0].values()[0] | int -%}
        {%- call statement('main') -%}
            insert into {{ target_relation }} ({{ names | join(', ') }})
            select {{ names | join(', ') }}
            from {{ settled }}
        {%- endcall -%}
        {%- if added == 0 -%}
            {%- set progress.is_done = true -%}
        {%- else -%}
            {%- set progress.rounds = progress.rounds + 1 -%}
            {%- set progress.rows = progress.rows + added -%}
        {%- endif -%}
        {%- if input is not none -%}
            {%- set progress.sql = sql | replace(
                input | string, rounds_left_open(one_round, rounds_open_columns(input), keep)
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for relation in work -%}
        {%- do run_query('drop table if exists ' ~ relation) -%}
    {%- endfor -%}
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

{# The columns of the input, and the one that says what is settled; none without an input. #}
{% macro rounds_open_columns(input, keep=none) -%}
    {%- if input is none -%}
        {%- do return([]) -%}
    {%- endif -%}
    {%- set columns = adapter.get_columns_in_relation(input) | map(attribute='name') | list -%}
    {%- do return(columns + ([keep] if keep else [])) -%}
{%- endmacro %}

{# What a round leaves open, to stand in the place of the input. #}
{% macro rounds_left_open(one_round, columns, keep) -%}
    (select {{ columns | join(', ') }} from {{ one_round }} where not {{ keep }})
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

{# Compares the columns a round yields with those that are declared, or carried to the next. #}
{% macro rounds_assert_columns(sql, declared, carried) -%}
    {%- set given = get_column_schema_from_query(get_empty_subquery_sql(sql)) | map(attribute='name') | list -%}
    {%- set missing = (declared + carried) | unique | reject('in', given) | list -%}
    {%- set undeclared = given | reject('in', declared + carried) | list -%}
    {%- if missing or undeclared -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ': the round yields other columns than its YAML declares; missing: '
            ~ (missing | join(', ') or 'none') ~ '; undeclared: ' ~ (undeclared | join(', ') or 'none')
        ) -%}
    {%- endif -%}
{%- endmacro %}
