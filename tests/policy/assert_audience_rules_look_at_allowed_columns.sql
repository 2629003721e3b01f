{# An attribute that is not on the allow-list would silently hold for nobody. #}
with

audience_rules as (

    select * from {{ ref('audience_rules') }}

),

final as (

    select
        audience_rule_id,
        any_of,
        subject,
        attribute

    from audience_rules
    where
        not (
            {%- for subject, attributes in audience_attributes().items() %}
            {{ 'or ' if not loop.first }}(
                subject = '{{ subject }}'
                and attribute in ('{{ attributes | join("', '") }}')
            )
            {%- endfor %}
        )

)

select * from final
