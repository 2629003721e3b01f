{#
    An e-mail address for comparison: without spaces around it, in lower case.
    Null where it does not look like an address or is longer than the 254
    characters that mail allows.
#}
{% macro normalise_email(column) -%}
    {%- set mailbox = '[^ @<>(),;:\\x{0022}\\x{005B}\\x{005D}]+' -%}
    {%- set label = '[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?' -%}
    {%- set ending = '[\\p{L}][\\p{L}\\p{N}-]*[\\p{L}\\p{N}]' -%}
    case
        when length(trim({{ column }})) <= 254
            then
                nullif(
                    {{ regexp_extract_group(
                        'lower(' ~ clean_text('trim(' ~ column ~ ')') ~ ')',
                        '^' ~ mailbox ~ '@(' ~ label ~ '[.])+' ~ ending ~ '$',
                        0
                    ) }},
                    ''
                )
    end
{%- endmacro %}
