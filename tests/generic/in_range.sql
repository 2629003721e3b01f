{#
    Fails for every row whose value lies outside [minimum, maximum], or on the
    minimum where that is not allowed. A null is neither inside nor outside:
    use not_null for that.
#}
{% test in_range(model, column_name, minimum=none, maximum=none, is_minimum_allowed=true) %}

    select *
    from {{ model }}
    where
        false
        {% if minimum is not none %}
            or {{ column_name }} {{ '<' if is_minimum_allowed else '<=' }} {{ minimum }}
        {% endif %}
        {% if maximum is not none %}
            or {{ column_name }} > {{ maximum }}
        {% endif %}

{% endtest %}
