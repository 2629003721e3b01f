{# A channel's name as policy writes it: lower case, words joined by `_`; e-mail is email. #}
{% macro normalise_channel(column) -%}
    replace(
        {{ regexp_replace_all('lower(' ~ clean_text(column) ~ ')', '[ -]+', '_') }},
        'e_mail',
        'email'
    )
{%- endmacro %}
