{#
    Whether a value satisfies `operator value`. Numbers compare as numbers, dates
    in ISO form and texts as lower-case texts. An unknown value satisfies nothing
    but `is_null`: who has no birth date is not "not over 60".
#}
{% macro rule_row_holds(text_value, number_value, operator, value, value_number) -%}
    coalesce(
        case {{ operator }}
            when 'is_null' then {{ text_value }} is null
            when 'is_not_null' then {{ text_value }} is not null
            when 'in' then
                {{ list_contains_item(value, rule_item_text(text_value, number_value)) }}
                and {{ text_value }} is not null
            when 'not_in' then
                not {{ list_contains_item(value, rule_item_text(text_value, number_value)) }}
                and {{ text_value }} is not null
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

{# A value as it is written in a list: whole numbers without decimals. #}
{% macro rule_item_text(text_value, number_value) -%}
    case
        when {{ number_value }} = cast({{ number_value }} as bigint)
            then cast(cast({{ number_value }} as bigint) as {{ dbt.type_string() }})
        else {{ text_value }}
    end
{%- endmacro %}
