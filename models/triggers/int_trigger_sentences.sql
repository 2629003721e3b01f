{#
    Grain: one row per trigger and language, with the sentence that says why the
    customer is addressed, its merge fields bare and their fallbacks beside it.
    Of several templates the first by name is used.
#}
{% set fields = ['category', 'product_name', 'brand'] %}
with

templates as (

    select * from {{ ref('message_templates') }}

),

templates_ranked as (

    select
        trigger_name,
        language,
        message_template_id,
        body,
        disclosure,
        row_number() over (
            partition by trigger_name, language
            order by message_template_id
        ) as template_rank

    from templates

    where
        kind = 'trigger_sentence'
        and body is not null

),

final as (

    select
        -- text
        trigger_name,
        language,
        {{ bare_merge_fields('body', fields) }} as body,
        {%- for field in fields %}
            {{ merge_field_fallback('body', field) }} as {{ field }}_fallback,
        {%- endfor %}
        coalesce(disclosure, 'interest') as disclosure

    from templates_ranked

    where template_rank = 1

)

select * from final
