{#
    The day of a year on which a date returns. What happened on 29 February is kept
    on 28 February of a common year. `year` is a whole number.
#}
{% macro yearly_date(date_value, year) -%}
    make_date(
        {{ year }},
        cast(extract(month from {{ date_value }}) as integer),
        case
            when
                extract(month from {{ date_value }}) = 2
                and extract(day from {{ date_value }}) = 29
                and not (({{ year }} % 4 = 0 and {{ year }} % 100 <> 0) or {{ year }} % 400 = 0)
                then 28
            else cast(extract(day from {{ date_value }}) as integer)
        end
    )
{%- endmacro %}
