{#
    Whether two birth dates are those of two people: neither within a month of each other
    (no two children of a family are, but twins, and those agree) nor a slip apart (one
    digit, the month alone, day and month swapped). Never null.
#}
{% macro birth_dates_contradict(one, other) -%}
    coalesce(
        abs({{ days_between(one, other) }}) > 31
        and levenshtein(
            cast({{ one }} as {{ dbt.type_string() }}),
            cast({{ other }} as {{ dbt.type_string() }})
        ) > 1
        and not (
            extract(year from {{ one }}) = extract(year from {{ other }})
            and (
                extract(day from {{ one }}) = extract(day from {{ other }})
                or (
                    extract(month from {{ one }}) = extract(day from {{ other }})
                    and extract(day from {{ one }}) = extract(month from {{ other }})
                )
            )
        ),
        false
    )
{%- endmacro %}
