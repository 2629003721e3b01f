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
        subject || ':' || attribute not in (
            '{{ allowed_attributes() | join("', '") }}' -- noqa: LT05
        )

)

select * from final
