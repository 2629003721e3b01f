{#
    Fails for every row in which one of the columns is null, naming the first. One scan for
    all columns of a table, where a test per column would be one each.
#}
{% test never_null(model, columns) %}

    select null_column
    from (
        select
            case
                {%- for column in columns %}
                when {{ column }} is null then '{{ column }}'
                {%- endfor %}
            end as null_column
        from {{ model }}
    ) as checked
    where null_column is not null

{% endtest %}
