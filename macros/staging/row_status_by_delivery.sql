{#
    What becomes of a raw row of a table whose rows have no key of their own but
    belong to a document (the lines of an invoice): quarantined, or staged when
    no later delivery holds its document, or else superseded. Equal lines inside
    one delivery all stay, for a basket may hold the same thing twice.
#}
{% macro row_status_by_delivery(required, key, others={}) -%}
    {%- set reason = quarantine_reason(required, others) -%}
    case
        when {{ reason }} is not null then 'quarantined'
        when
            _delivery_number = max(_delivery_number) over (
                partition by {{ reason }} is null, {{ key | join(', ') }}
            )
            then 'staged'
        else 'superseded'
    end
{%- endmacro %}
