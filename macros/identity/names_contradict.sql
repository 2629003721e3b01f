{#
    Whether two records carry the names of two people. First names contradict unless they
    are alike, and not those of a brother and a sister (Mario and María); alike is not enough
    where the last names contradict (father and son), unless the names are alike when written
    in full (a second first name taken for a last one); equal is (a name changed by marriage).
    First and last name may be swapped. Where a first name is missing only last names are
    compared. Names are folded; both sides need `first_name_key` and `last_name_key`. Never
    null.
#}
{% macro names_contradict(one, other) -%}
    {%- set first_names = [one ~ '.first_name_key', other ~ '.first_name_key'] -%}
    {%- set last_names = [one ~ '.last_name_key', other ~ '.last_name_key'] -%}
    {%- set full_names = [
        '(' ~ first_names[0] ~ " || ' ' || " ~ last_names[0] ~ ')',
        '(' ~ first_names[1] ~ " || ' ' || " ~ last_names[1] ~ ')',
    ] -%}
    coalesce(
        case
            when {{ first_names[0] }} = {{ first_names[1] }} then false
            when
                {{ names_are_alike(first_names[0], last_names[1]) }}
                and coalesce({{ names_are_alike(last_names[0], first_names[1]) }}, true)
                then false
            when
                {{ names_are_alike(last_names[0], first_names[1]) }}
                and coalesce({{ names_are_alike(first_names[0], last_names[1]) }}, true)
                then false
            when {{ are_a_pair_of_genders(first_names[0], first_names[1]) }} then true
            when not {{ names_are_alike(first_names[0], first_names[1]) }} then true
            when {{ names_are_alike(full_names[0], full_names[1]) }} then false
            else not {{ names_are_alike(last_names[0], last_names[1]) }}
        end,
        false
    )
{%- endmacro %}
