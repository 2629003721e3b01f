{# female, male or other, from the many ways it is written down; anything else is null. #}
{% macro normalise_gender(column) -%}
    case
        when lower({{ clean_text(column) }}) in ('female', 'f', 'w', 'woman', 'mujer', 'femenino', 'femme', 'weiblich')
            then 'female'
        when lower({{ clean_text(column) }}) in ('male', 'm', 'man', 'hombre', 'masculino', 'homme', 'männlich')
            then 'male'
        when lower({{ clean_text(column) }}) in ('other', 'o', 'x', 'd', 'divers', 'non-binary', 'nonbinary', 'otro')
            then 'other'
    end
{%- endmacro %}
