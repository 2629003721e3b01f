{#
    The triggers of the house: each model gives one row per open reason to talk
    to a customer, in one shape. A trigger of one's own joins by one entry here.
#}
{% macro trigger_models() -%}
    {%- do return([
        'int_welcome_triggers',
        'int_birthday_triggers',
        'int_abandoned_cart_triggers',
        'int_abandoned_browse_triggers',
        'int_post_purchase_triggers',
        'int_win_back_triggers',
        'int_replenishment_due_triggers',
        'int_scheduled_broadcast_triggers',
    ]) -%}
{%- endmacro %}
