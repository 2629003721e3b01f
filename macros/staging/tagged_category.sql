{#
    The product category that a list of tags names (`category:coffee`), in lower
    case; null where no tag does. Tags cannot hold a space, so an underscore is one.
#}
{% macro tagged_category(column) -%}
    nullif(
        trim(replace(
            {{ regexp_extract_group(
                "lower(" ~ column ~ ")",
                'category:([^|,;\\x{0022}\\x{0027}\\x{005D}]+)',
                1
            ) }},
            '_', ' '
        )),
        ''
    )
{%- endmacro %}
