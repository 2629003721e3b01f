{#
    Whether a value satisfies `operator value`. Numbers compare as numbers, also
    those of a list (0.5 is 0.5000), dates in ISO form and texts as lower-case
    texts. An unknown value satisfies nothing but `is_null`: who has no birth date
    is not "not over 60".
#}
{% macro rule_row_holds(text_value, number_value, operator, value, value_number) -%}
    coalesce(
        case {{ operator }}
            when 'is_null' then {{ text_value }} is null
            when 'is_not_null' then {{ text_value }} is not null
            when 'in' then
                case
                    when {{ number_value }} is not null
                        then {{ list_contains_number(value, number_value) }}
                    else {{ list_contains_item(value, text_value) }}
                end
            when 'not_in' then
                case
                    when {{ number_value }} is not null
                        then not {{ list_contains_number(value, number_value) }}
                    else not {{ list_contains_item(value, text_value) }} and {{ text_value }} is not null
                end
            when '=' then
                case
                    when {{ number_value }} is not null then {{ number_value }} = {{ value_number }}
                    else {{ text_value }} = {{ value }}
                end
            when '!=' then
                case
                    when {{ number_value }} is not null then {{ number_value }} <> {{ value_number }}
                    else {{ text_value }} <> {{ value }}
                end
            when '<' then
                case
                    when {{ number_value }} is not null then {{ number_value }} < {{ value_number }}
                    else {{ text_value }} < {{ value }}
                end
            when '<=' then
                case
                    when {{ number_value }} is not null then {{ number_value }} <= {{ value_number }}
                    else {{ text_value }} <= {{ value }}
                end
            when '>' then
                case
                    when {{ number_value }} is not null then {{ number_value }} > {{ value_number }}
                    else {{ text_value }} > {{ value }}
                end
            when '>=' then
                case
                    when {{ number_value }} is not null then {{ number_value }} >= {{ value_number }}
                    else {{ text_value }} >= {{ value }}
                end
        end,
        false
    )
{%- endmacro %}
