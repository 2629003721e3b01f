{#
    A loop in SQL. The model's SQL is one round: it reads what earlier rounds
    settled as `{{ this }}` and selects what this round settles. The table
    starts empty, with the columns and types of the model's YAML, and the round
    is inserted again and again until it adds nothing.

    Columns are matched by name. A round that yields other columns than the
    YAML declares stops the build, and so does a loop of more than
    `meta: max_rounds`.
#}
{% materialization rounds, supported_languages=['sql'] %}

    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set max_rounds = config.get('meta', {}).get('max_rounds', 10000) -%}
    {%- set declared = model.columns.values() | list -%}
    {%- set names = declared | map(attribute='name') | list -%}

    {{ run_hooks(pre_hooks) }}

    {%- if existing_relation is not none -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- do run_query(rounds_create_table(target_relation, declared)) -%}
    {%- do rounds_assert_columns(sql, names) -%}

    {%- set progress = namespace(rounds=0, rows=0, is_done=false) -%}
    {%- for round in range(max_rounds) if not progress.is_done -%}
        {%- call statement('main') -%}
            insert into {{ target_relation }} ({{ names | join(', ') }})
            select {{ names | join(', ') }}
            from (
                {{ sql }}
            ) as one_round
        {%- endcall -%}
        {%- set counted = run_query('select count(*) as row_count from ' ~ target_relation) -%}
        {%- set row_count = counted.columns[0].values()[0] | int -%}
        {%- set progress.is_done = (row_count == progress.rows) -%}
        {%- if not progress.is_done -%}
            {%- set progress.rounds = progress.rounds + 1 -%}
            {%- set progress.rows = row_count -%}
        {%- endif -%}
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

{# An empty table with the declared columns. #}
{% macro rounds_create_table(relation, columns) -%}
    create table {{ relation }} (
        {% for column in columns -%}
            {{ column.name }} {{ column.data_type }}{{ ',' if not loop.last }}
        {% endfor %}
    )
    {{ 'using parquet' if target.type == 'spark' }}
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
