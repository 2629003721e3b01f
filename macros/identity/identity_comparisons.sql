{#
    What is compared of two descriptions, and how far they agree: per comparison when both
    say something (`known`), and its levels, the first that holds counts. What is known and
    holds none is `other`; what is not known speaks neither for nor against. The weights of
    identity_weights.csv go by these names.

    `term` is the column whose value may be common or rare; a level `same` that is weighed
    by how common its value is says so in the weights.
#}
{% macro identity_comparisons(one, other) -%}
    {%- set first_names = [one ~ '.first_name_key', other ~ '.first_name_key'] -%}
    {%- set last_names = [one ~ '.last_name_key', other ~ '.last_name_key'] -%}
    {%- set birth_dates = [one ~ '.birth_date', other ~ '.birth_date'] -%}
    {%- set birth_texts = [
        'cast(' ~ birth_dates[0] ~ ' as ' ~ dbt.type_string() ~ ')',
        'cast(' ~ birth_dates[1] ~ ' as ' ~ dbt.type_string() ~ ')',
    ] -%}
    {%- set streets = [one ~ '.street_key', other ~ '.street_key'] -%}
    {%- set numbers = [one ~ '.street_number', other ~ '.street_number'] -%}
    {%- set postal_codes = [one ~ '.postal_code_key', other ~ '.postal_code_key'] -%}
    {%- set cities = [one ~ '.city_key', other ~ '.city_key'] -%}
    {%- set emails = [one ~ '.email', other ~ '.email'] -%}
    {%- set mailboxes = [one ~ '.mailbox', other ~ '.mailbox'] -%}
    {%- set mailbox_numbers = [one ~ '.mailbox_number', other ~ '.mailbox_number'] -%}
    {%- set phones = [one ~ '.phone', other ~ '.phone'] -%}
    {%- set names_are_crossed = (
        'coalesce('
        ~ share_of_letters_changed(first_names[0], last_names[1])
        ~ ' + ' ~ share_of_letters_changed(last_names[0], first_names[1]) ~ ' <= 0.6'
        ~ ' and ' ~ share_of_letters_changed(first_names[0], first_names[1])
        ~ ' + ' ~ share_of_letters_changed(last_names[0], last_names[1]) ~ ' > 0.6'
        ~ ', false)'
    ) -%}
    {%- do return({
        'first_name': {
            'known': first_names[0] ~ ' is not null and ' ~ first_names[1] ~ ' is not null',
            'term': 'first_name_key',
            'levels': {
                'same': first_names[0] ~ ' = ' ~ first_names[1],
                'swapped': names_are_crossed,
                'near': (
                    names_are_alike(first_names[0], first_names[1])
                    ~ ' and not ' ~ are_a_pair_of_genders(first_names[0], first_names[1])
                ),
                'similar': (
                    share_of_letters_changed(first_names[0], first_names[1]) ~ ' <= 0.4'
                    ~ ' and not ' ~ are_a_pair_of_genders(first_names[0], first_names[1])
                ),
            },
        },
        'last_name': {
            'known': (
                last_names[0] ~ ' is not null and ' ~ last_names[1] ~ ' is not null'
                ~ ' and not ' ~ names_are_crossed
            ),
            'term': 'last_name_key',
            'levels': {
                'same': last_names[0] ~ ' = ' ~ last_names[1],
                'part': shares_a_word(last_names[0], last_names[1]),
                'near': names_are_alike(last_names[0], last_names[1]),
                'similar': share_of_letters_changed(last_names[0], last_names[1]) ~ ' <= 0.4',
            },
        },
        'birth_date': {
            'known': birth_dates[0] ~ ' is not null and ' ~ birth_dates[1] ~ ' is not null',
            'term': 'birth_date',
            'levels': {
                'same': birth_dates[0] ~ ' = ' ~ birth_dates[1],
                'swapped': (
                    'extract(year from ' ~ birth_dates[0] ~ ') = extract(year from ' ~ birth_dates[1] ~ ')'
                    ~ ' and extract(month from ' ~ birth_dates[0] ~ ') = extract(day from ' ~ birth_dates[1] ~ ')'
                    ~ ' and extract(day from ' ~ birth_dates[0] ~ ') = extract(month from ' ~ birth_dates[1] ~ ')'
                ),
                'near': is_a_slip_apart(birth_texts[0], birth_texts[1]),
                'close': 'not ' ~ birth_dates_contradict(birth_dates[0], birth_dates[1]),
                'similar': 'levenshtein(' ~ birth_texts[0] ~ ', ' ~ birth_texts[1] ~ ') <= 2',
            },
        },
        'street': {
            'known': streets[0] ~ ' is not null and ' ~ streets[1] ~ ' is not null',
            'term': 'street_key',
            'levels': {
                'same': streets[0] ~ ' = ' ~ streets[1],
                'near': (
                    share_of_letters_changed(streets[0], streets[1]) ~ ' <= 0.3'
                    ~ ' and coalesce(' ~ numbers[0] ~ " = " ~ numbers[1] ~ ', true)'
                ),
                'road': share_of_letters_changed(streets[0], streets[1]) ~ ' <= 0.3',
                'similar': (
                    share_of_letters_changed(streets[0], streets[1]) ~ ' <= 0.6'
                    ~ ' and ' ~ numbers[0] ~ ' = ' ~ numbers[1]
                ),
                'number': numbers[0] ~ ' = ' ~ numbers[1],
            },
        },
        'place': {
            'known': (
                postal_codes[0] ~ ' is not null and ' ~ postal_codes[1] ~ ' is not null'
                ~ ' or ' ~ cities[0] ~ ' is not null and ' ~ cities[1] ~ ' is not null'
            ),
            'term': 'city_key',
            'levels': {
                'same': (
                    postal_codes[0] ~ ' = ' ~ postal_codes[1]
                    ~ ' and ' ~ names_are_alike(cities[0], cities[1])
                ),
                'postal_code': postal_codes[0] ~ ' = ' ~ postal_codes[1],
                'near': (
                    is_a_slip_apart(postal_codes[0], postal_codes[1])
                    ~ ' and ' ~ names_are_alike(cities[0], cities[1])
                ),
                'city': cities[0] ~ ' = ' ~ cities[1],
                'similar': (
                    is_a_slip_apart(postal_codes[0], postal_codes[1])
                    ~ ' or ' ~ names_are_alike(cities[0], cities[1])
                ),
            },
        },
        'email': {
            'known': emails[0] ~ ' is not null and ' ~ emails[1] ~ ' is not null',
            'term': 'email',
            'levels': {
                'same': emails[0] ~ ' = ' ~ emails[1],
                'mailbox': mailboxes[0] ~ ' = ' ~ mailboxes[1],
                'near': (
                    share_of_letters_changed(emails[0], emails[1]) ~ ' <= 0.15'
                    ~ ' and ' ~ mailboxes[0] ~ ' is not null and ' ~ mailboxes[1] ~ ' is not null'
                    ~ ' and coalesce(' ~ mailbox_numbers[0] ~ ' = ' ~ mailbox_numbers[1] ~ ', true)'
                ),
                'number': mailbox_numbers[0] ~ ' = ' ~ mailbox_numbers[1],
            },
        },
        'phone': {
            'known': phones[0] ~ ' is not null and ' ~ phones[1] ~ ' is not null',
            'term': 'phone',
            'levels': {
                'same': phones[0] ~ ' = ' ~ phones[1],
                'near': is_a_slip_apart(phones[0], phones[1]),
            },
        },
    }) -%}
{%- endmacro %}

{# The level on which two descriptions agree in one comparison; null where it is not known. #}
{% macro comparison_level(comparison, one, other) -%}
    {%- set compared = identity_comparisons(one, other)[comparison] -%}
    case
        when not ({{ compared.known }}) then null
        {%- for level, condition in compared.levels.items() %}
        when {{ condition }} then '{{ level }}'
        {%- endfor %}
        else 'other'
    end
{%- endmacro %}

{# The names of the comparisons, in order. #}
{% macro comparison_names() -%}
    {%- do return(identity_comparisons('one', 'other').keys() | list) -%}
{%- endmacro %}
