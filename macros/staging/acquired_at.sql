{#
    When the row of a delivery shows its record with another value than the row before
    it: the record's change, or the moment of the run where it has no time. Null for the
    first row of a record and wherever the value is the same.
#}
{% macro acquired_at(value, key, updated_at='updated_at') -%}
    {%- set in_order -%}
        over (
            partition by {{ key }}
            order by
                _delivery_number asc,
                {{ updated_at }} asc nulls first,
                row_status desc,
                {{ value }} asc,
                _row_number asc
        )
    {%- endset -%}
    case
        when
            row_number() {{ in_order }} > 1
            and coalesce({{ value }}, '') <> coalesce(lag({{ value }}) {{ in_order }}, '')
            then coalesce({{ updated_at }}, {{ as_of() }})
    end
{%- endmacro %}
