{#
    Fails for every row that the boolean column marks and that does not stand in `to`, by
    the `key` of both, and for every row that stands there unmarked.
#}
{% test marks_rows_of(model, column_name, key, to) %}

    with

    marked as (

        select {{ key }} as marked_key

        from {{ model }}

        where {{ column_name }}

    ),

    listed as (

        select {{ key }} as listed_key from {{ to }}

    ),

    final as (

        select
            marked.marked_key,
            listed.listed_key

        from marked

        full outer join listed on marked.marked_key = listed.listed_key

        where
            marked.marked_key is null
            or listed.listed_key is null

    )

    select * from final

{% endtest %}
