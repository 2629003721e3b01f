{#
    A name as it is compared: lower case, accents folded, whatever is neither
    letter nor digit a single blank; null when nothing is left.
#}
{% macro fold_name(expression) -%}
    {%- set accented = 'àáâãäåāăąçćčďđèéêëēėęěğìíîïīįıłñńňòóôõöøōőřśšşșťţțùúûüūůűųýÿžźż' -%}
    {%- set plain = 'aaaaaaaaacccddeeeeeeeegiiiiiiilnnnoooooooorsssstttuuuuuuuuyyzzz' -%}
    {%- set lowered = 'lower(' ~ expression ~ ')' -%}
    {%- set spelled_out = "replace(replace(replace(" ~ lowered ~ ", 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')" -%}
    {%- set folded = "translate(" ~ spelled_out ~ ", '" ~ accented ~ "', '" ~ plain ~ "')" -%}
    {%- set unmarked = regexp_replace_all(folded, '\\p{M}+', '') -%}
    nullif(trim({{ regexp_replace_all(unmarked, '[^\\p{L}\\p{N}]+', ' ') }}), '')
{%- endmacro %}
