{# Whether a `|`-separated list holds this number, however it is written; false where either is null. #}
{% macro list_contains_number(list_text, number) -%}
    {{ adapter.dispatch('list_contains_number', 'batuta')(list_text, number) }}
{%- endmacro %}

{% macro default__list_contains_number(list_text, number) -%}
    coalesce(
        list_contains(
            try_cast(string_split({{ list_text }}, '|') as decimal(18, 4) []),
            cast({{ number }} as decimal(18, 4))
        ),
        false
    )
{%- endmacro %}

{% macro spark__list_contains_number(list_text, number) -%}
    coalesce(
        array_contains(
            try_cast(split({{ list_text }}, '[|]') as array<decimal(18, 4)>),
            cast({{ number }} as decimal(18, 4))
        ),
        false
    )
{%- endmacro %}
