{#
    What becomes of a raw row of a table with a key: quarantined, or staged when it
    is the latest of its key, or else superseded. The latest is the one of the
    latest delivery, in it the one updated last; rows that even then stand side by
    side are told apart by their content.
#}
{% macro row_status_by_key(required, key, content, updated_at=none, others={}) -%}
    {%- set reason = quarantine_reason(required, others) -%}
    case
        when {{ reason }} is not null then 'quarantined'
        when
            row_number() over (
                partition by {{ reason }} is null, {{ key | join(', ') }}
                order by
                    _delivery_number desc,
                    {%- if updated_at %}
                    {{ updated_at }} desc nulls last,
                    {%- endif %}
                    {{ hash_key(content) }} asc,
                    _row_number asc
            ) = 1
            then 'staged'
        else 'superseded'
    end
{%- endmacro %}
