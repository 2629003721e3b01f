{#
    Whether a row of identifier_rules.csv says that an identifier stands for "none"
    (`anonymous`, `0`), however it is written. `rules` is the alias of that seed;
    the identifier is of the row's own type.
#}
{% macro is_placeholder(value, rules) -%}
    case {{ rules }}.rule
        when 'never_value' then lower({{ value }}) = lower({{ rules }}.value)
        when 'never_pattern'
            then {{ matches_pattern_column('lower(' ~ value ~ ')', "'(?i)' || " ~ rules ~ '.value') }}
    end
{%- endmacro %}
