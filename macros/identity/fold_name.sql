{#
    A name as it is compared: lower case, accents folded, Cyrillic and Greek letters by the
    nearest Latin one, whatever is neither letter nor digit a single blank; null when nothing
    is left. One plain letter for each, so that engines agree how many lie between two names:
    DuckDB counts bytes where Spark counts letters.
#}
{% macro fold_name(expression) -%}
    {%- set accented = folded_letters().values() | join -%}
    {%- set plain = [] -%}
    {%- for letter, variants in folded_letters().items() -%}
        {%- do plain.append(letter * (variants | length)) -%}
    {%- endfor -%}
    {%- set lowered = 'lower(' ~ expression ~ ')' -%}
    {%- set spelled_out = "replace(replace(replace(" ~ lowered ~ ", 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')" -%}
    {#- What has no counterpart is left out. -#}
    {%- set folded = "translate(" ~ spelled_out ~ ", '" ~ accented ~ "ъь', '" ~ plain | join ~ "')" -%}
    {%- set unmarked = regexp_replace_all(folded, '\\p{M}+', '') -%}
    {#- Most names are written in plain letters, and to replace the others takes its time. -#}
    {%- set plain_letters -%}
        case when {{ matches_pattern(lowered, '[^ -~]') }} then {{ unmarked }} else {{ lowered }} end
    {%- endset -%}
    nullif(trim({{ regexp_replace_all(plain_letters, '[^\\p{L}\\p{N}]+', ' ') }}), '')
{%- endmacro %}

{# Per plain letter those that are folded to it. #}
{% macro folded_letters() -%}
    {%- do return({
        'a': 'àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặаяαά',
        'b': 'ḃḅḇб',
        'c': 'çćĉċčḉцч',
        'd': 'ďḋḍḏḑḓđдδ',
        'e': 'èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệеёєэεέ',
        'f': 'ḟфφ',
        'g': 'ĝğġģǧǵḡгґγ',
        'h': 'ĥȟḣḥḧḩḫẖħхχ',
        'i': 'ìíîïĩīĭįǐȉȋḭḯỉịıиіїйηήιίϊΐ',
        'j': 'ĵǰ',
        'k': 'ķǩḱḳḵкκ',
        'l': 'ĺļľḷḹḻḽłлλ',
        'm': 'ḿṁṃмμ',
        'n': 'ñńņňǹṅṇṉṋнν',
        'o': 'òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøоοόωώ',
        'p': 'ṕṗпπψ',
        'r': 'ŕŗřȑȓṙṛṝṟрρ',
        's': 'śŝşšșṡṣṥṧṩсшщσς',
        't': 'ţťțṫṭṯṱẗŧтθτ',
        'u': 'ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựуўю',
        'v': 'ṽṿвβ',
        'w': 'ŵẁẃẅẇẉẘ',
        'x': 'ẋẍξ',
        'y': 'ýÿŷȳẏẙỳỵỷỹыυύϋΰ',
        'z': 'źżžẑẓẕжзζ',
    }) -%}
{%- endmacro %}
