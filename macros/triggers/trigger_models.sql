{#
    Every trigger by its name, with the model that raises it: each gives one row
    per open reason to talk to a customer, in one shape. A trigger of one's own
    joins by one entry in `vars: custom_triggers` of dbt_project.yml.
#}
{% macro trigger_models() -%}
    {%- set of_the_house = {
        'welcome': 'int_welcome_triggers',
        'birthday': 'int_birthday_triggers',
        'anniversary': 'int_anniversary_triggers',
        'abandoned_cart': 'int_abandoned_cart_triggers',
        'abandoned_browse': 'int_abandoned_browse_triggers',
        'price_drop': 'int_price_drop_triggers',
        'back_in_stock': 'int_back_in_stock_triggers',
        'new_item': 'int_new_item_triggers',
        'post_purchase': 'int_post_purchase_triggers',
        'review_request': 'int_review_request_triggers',
        'replenishment_due': 'int_replenishment_due_triggers',
        'churn_risk': 'int_churn_risk_triggers',
        'win_back': 'int_win_back_triggers',
        'intent_surge': 'int_intent_surge_triggers',
        'phase_change': 'int_phase_change_triggers',
        'segment_change': 'int_segment_change_triggers',
        'scheduled_broadcast': 'int_scheduled_broadcast_triggers',
    } -%}
    {%- set custom = var('custom_triggers') -%}
    {%- for name in custom if name in of_the_house -%}
        {%- do exceptions.raise_compiler_error(
            "vars: custom_triggers: '" ~ name ~ "' is a trigger of the house; call yours by another name"
        ) -%}
    {%- endfor -%}
    {%- do return(dict(of_the_house, **custom)) -%}
{%- endmacro %}
