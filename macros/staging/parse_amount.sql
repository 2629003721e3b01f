{#
    An amount from text: `1234.5`, `1.234,56`, `1,234.56`, `1234,5`, `€ 12`, `12 EUR`.
    With both separators the last one is the decimal point. A single comma is the
    decimal point unless exactly three digits stand behind it and one to three
    (not a lone zero) before it; a single dot always is.
#}
{% macro parse_amount(column) -%}
    {%- set unsigned = regexp_replace_all(
        column,
        '(^[\\x{0009}-\\x{000D} \\x{00A0}]*[A-Z]{3}|[A-Z]{3}[\\x{0009}-\\x{000D} \\x{00A0}]*$|[\\x{0009}-\\x{000D} \\x{00A0}\\x{2009}\\x{202F}\\x{0027}\\x{2019}$\\x{20A0}-\\x{20BF}\\x{00A3}\\x{00A5}])',
        ''
    ) -%}
    {%- set text = "replace(" ~ unsigned ~ ", '−', '-')" -%}
    case
        when {{ matches_pattern(column, '^ *-?[0-9]+([.][0-9]*)? *$') }}
            then try_cast(trim({{ column }}) as decimal(18, 4))
        when {{ matches_pattern(text, '^-?[0-9]*[.]?[0-9]+([eE][+-]?[0-9]{1,3})?$') }}
            then try_cast({{ text }} as decimal(18, 4))
        when {{ matches_pattern(text, '^-?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]*)?$') }}
            then try_cast(replace({{ text }}, ',', '') as decimal(18, 4))
        when {{ matches_pattern(text, '^-?[1-9][0-9]{0,2}([.][0-9]{3})+,[0-9]*$') }}
            or {{ matches_pattern(text, '^-?[1-9][0-9]{0,2}([.][0-9]{3}){2,}$') }}
            or {{ matches_pattern(text, '^-?[0-9]*,[0-9]+$') }}
            then try_cast(replace(replace({{ text }}, '.', ''), ',', '.') as decimal(18, 4))
    end
{%- endmacro %}
