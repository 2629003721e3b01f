{# Fails for every row whose value does not match the pattern; null is fine. #}
{% test matches_format(model, column_name, pattern) %}

    select *
    from {{ model }}
    where
        {{ column_name }} is not null
        and not {{ matches_pattern(column_name, pattern) }}

{% endtest %}
