{#
    Grain: one row per policy file that this run decided by, with its text: what the next
    publication keeps, so that the day can be decided again when the files are others.
#}
{%- set seeds = policy_seeds() -%}
with

final as (

    {% for seed in seeds -%}
    select
        -- ids
        {{ policy_version() }} as policy_version,

        -- text
        {{ text_literal(seed.path | replace('\\', '/')) }} as policy_file,
        content

    from ({{ file_text(seed_place(seed)) }}) as file_text
    {{ 'union all' if not loop.last }}

    {% else -%}
    select
        -- ids
        cast(null as {{ dbt.type_string() }}) as policy_version,

        -- text
        cast(null as {{ dbt.type_string() }}) as policy_file,
        cast(null as {{ dbt.type_string() }}) as content

    where false

    {% endfor -%}
)

select * from final
