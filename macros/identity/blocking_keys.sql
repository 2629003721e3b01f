{#
    What identity_blocking_rules.csv may combine: keys that two descriptions of one person
    are likely to share. Null where the description does not say.
#}
{% macro blocking_keys(descriptions) -%}
    {%- set first_name = descriptions ~ '.first_name_key' -%}
    {%- set last_name = descriptions ~ '.last_name_key' -%}
    {%- set birth_date = 'cast(' ~ descriptions ~ '.birth_date as ' ~ dbt.type_string() ~ ')' -%}
    {%- do return({
        'first_name': first_name,
        'first_name_start': 'substr(' ~ first_name ~ ', 1, 3)',
        'last_name': last_name,
        'last_name_start': 'substr(' ~ last_name ~ ', 1, 3)',
        'both_names': (
            'case when ' ~ first_name ~ ' <= ' ~ last_name
            ~ ' then ' ~ first_name ~ " || '+' || " ~ last_name
            ~ ' else ' ~ last_name ~ " || '+' || " ~ first_name ~ ' end'
        ),
        'birth_date': birth_date,
        'birth_year': 'substr(' ~ birth_date ~ ', 1, 4)',
        'birth_day': 'substr(' ~ birth_date ~ ', 6)',
        'street': descriptions ~ '.street_key',
        'street_number': descriptions ~ '.street_number',
        'postal_code': descriptions ~ '.postal_code_key',
        'city': descriptions ~ '.city_key',
        'email': descriptions ~ '.email',
        'email_domain': 'split_part(' ~ descriptions ~ ".email, '@', 2)",
        'mailbox': descriptions ~ '.mailbox',
        'mailbox_number': descriptions ~ '.mailbox_number',
        'phone': descriptions ~ '.phone',
    }) -%}
{%- endmacro %}
