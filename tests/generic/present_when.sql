{#
    Fails for every row where the column is empty although the condition holds,
    or filled although it does not.
#}
{% test present_when(model, column_name, condition) %}

    select *
    from {{ model }}
    where ({{ column_name }} is not null) <> coalesce({{ condition }}, false)

{% endtest %}
