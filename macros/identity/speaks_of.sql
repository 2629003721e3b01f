{#
    Whether a statement about every address of a record speaks of this one, which the
    record has today: it must have had it then. Where no delivery shows it with another
    address a grant is believed; of a withdrawal, which another record's grant would lift,
    it has to be certain, so the record must not have changed since either.
#}
{% macro speaks_of(statements, contact_points) -%}
    case
        when {{ contact_points }}.acquired_at is not null
            then {{ contact_points }}.acquired_at <= {{ statements }}.recorded_at
        when {{ statements }}.status = 'granted' then true
        else
            coalesce(
                {{ contact_points }}.changed_at
                <= greatest({{ statements }}.recorded_at, {{ contact_points }}.created_at),
                true
            )
    end
{%- endmacro %}
