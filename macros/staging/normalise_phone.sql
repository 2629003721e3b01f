{#
    A phone number in E.164 (`+34612345678`), or null. A number that begins with
    `+` or `00` is international; any other is dialled inside the country: its
    trunk prefix goes (one that is not 0 only from a number too long without it),
    the calling code comes. One that is longer than the country's numbers is
    international without the plus where it begins with the calling code, and else
    no number. Without a known country only international numbers can be told.
#}
{% macro normalise_phone(column, calling_code, national_prefix, national_digits='null') -%}
    {%- set text = regexp_replace_all(
        clean_text(column), '([(]0[)]|(x|ext|EXT|Ext)[.]? ?[0-9]{1,5}$|[ ()./-])', ''
    ) -%}
    {%- set prefix = "coalesce(" ~ national_prefix ~ ", '')" -%}
    {%- set has_code -%}
        length({{ text }}) > {{ national_digits }}
        and substr({{ text }}, 1, length({{ calling_code }})) = {{ calling_code }}
    {%- endset -%}
    {%- set has_prefix -%}
        {{ prefix }} <> ''
        and substr({{ text }}, 1, length({{ prefix }})) = {{ prefix }}
        and (substr({{ prefix }}, 1, 1) = '0' or length({{ text }}) > {{ national_digits }})
    {%- endset -%}
    {%- set full_number -%}
        case
            when length({{ column }}) > 60 then null
            when {{ matches_pattern(column, '^[^0-9]*([+]|00)') }}
                then {{ regexp_replace_all(text, '^[+]?(00)?', '+') }}
            when {{ has_code }} then '+' || {{ text }}
            when length({{ text }}) > {{ national_digits }} + length({{ prefix }}) then null
            when {{ has_prefix }}
                then '+' || {{ calling_code }} || substr({{ text }}, length({{ prefix }}) + 1)
            else '+' || {{ calling_code }} || {{ text }}
        end
    {%- endset -%}
    nullif({{ regexp_extract_group(full_number, '^[+][1-9][0-9]{7,14}$', 0) }}, '')
{%- endmacro %}
