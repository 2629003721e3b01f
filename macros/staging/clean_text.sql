{#
    A text without what cannot be seen: every kind of space becomes one plain
    space, control characters and marks of writing direction are taken out, the
    ends are trimmed. Empty: null. Most texts are clean, and only looked at.
#}
{% macro clean_text(column) -%}
    {%- set spaces = '\\x{0009}-\\x{000D}\\x{0085}\\x{00A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}' -%}
    {%- set unseen = '\\x{0000}-\\x{0008}\\x{000E}-\\x{001F}\\x{007F}-\\x{0084}\\x{0086}-\\x{009F}\\x{00AD}\\x{200B}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2060}\\x{2066}-\\x{2069}\\x{FEFF}' -%}
    {%- set visible = regexp_replace_all(column, '[' ~ unseen ~ ']+', '') -%}
    case
        when {{ matches_pattern(column, '^ | $|  |^$|[' ~ spaces ~ unseen ~ ']') }}
            then nullif(trim({{ regexp_replace_all(visible, '[ ' ~ spaces ~ ']+', ' ') }}), '')
        else {{ column }}
    end
{%- endmacro %}
