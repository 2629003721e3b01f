{#
    The sentence of a template with its merge fields filled. A template of
    disclosure `interest` names no sensitive category, one of `none` names
    nothing; the fallback stands there instead, and without one there is no
    sentence. Fields are filled one after the other: a brace within a value is
    marked until all are, so that a value is never taken for a field.
#}
{% macro trigger_sentence(sentences, label) -%}
    {%- set may_name -%}
        ({{ sentences }}.disclosure = 'detailed'
            or ({{ sentences }}.disclosure = 'interest' and not triggers_described.is_sensitive))
    {%- endset -%}
    {%- set filled = namespace(expression=sentences ~ '.body') -%}
    {%- for field, value in {
        'category': label,
        'product_name': 'triggers_described.product_name',
        'brand': 'triggers_described.brand',
    }.items() -%}
        {%- set filled.expression -%}
            replace(
                {{ filled.expression }},
                '{{ '{' ~ field ~ '}' }}',
                replace(
                    coalesce(
                        case when {{ may_name }} then {{ value }} end,
                        {{ sentences }}.{{ field }}_fallback
                    ),
                    '{',
                    '{~'
                )
            )
        {%- endset -%}
    {%- endfor -%}
    case
            when triggers_described.is_profiled then replace({{ filled.expression }}, '{~', '{')
        end
{%- endmacro %}
