{#
    Fails for every name that is not a value of `field` in `to`. Where `to` is empty
    (an optional policy file that is absent), any name will do.
#}
{% test name_is_known(model, column_name, to, field) %}

    with

    known_names as (

        select distinct {{ field }} as known_name
        from {{ to }}

    ),

    names_counted as (

        select count(*) as known_count
        from known_names

    ),

    names_used as (

        select distinct {{ column_name }} as used_name
        from {{ model }}
        where {{ column_name }} is not null

    )

    select names_used.used_name
    from names_used
    cross join names_counted
    left join known_names
        on names_used.used_name = known_names.known_name
    where
        names_counted.known_count > 0
        and known_names.known_name is null

{% endtest %}
