{#
    Fails for every `|`-separated list with an item that is not a value of `field`
    in `to`, or with one that stands in it twice.
#}
{% test list_items_exist(model, column_name, to, field) %}

    with

    lists as (

        select distinct {{ column_name }} as list_text
        from {{ model }}
        where {{ column_name }} is not null

    ),

    known_items as (

        select distinct {{ field }} as item
        from {{ to }}

    ),

    lists_counted as (

        select
            lists.list_text,
            count(known_items.item) as known_item_count

        from lists

        left join known_items
            on {{ list_contains_item('lists.list_text', 'known_items.item') }}

        group by lists.list_text

    )

    select *
    from lists_counted
    where known_item_count <> {{ list_length('list_text') }}

{% endtest %}
