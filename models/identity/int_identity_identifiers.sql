{# Grain: one row per record and identifier it carries, usable or not. #}
with

records as (

    select * from {{ ref('int_identity_records') }}

),

final as (

    {% for identifier_type in default_identifier_priorities() %}
        select
            -- ids
            record_rank,

            -- text
            '{{ identifier_type }}' as identifier_type,
            {{ identifier_type }} as identifier_value

        from records

        where {{ identifier_type }} is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from final
