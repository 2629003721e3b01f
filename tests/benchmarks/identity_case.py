"""A large company's people: records as a source stages them, made by hashes.

Names are as unevenly common as names are; half a million records of the three million belong to
people whom only a slip of the pen, a move or a short form keeps from being told. Chains of a
thousand records, families of one mailbox, call centres and placeholders are among them.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

FIRST_NAMES = 1_500
LAST_NAMES = 40_000
CITIES = 2_500
CHAIN_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """How many records; about 1.6 to a person, and 1.67 identifiers to a record."""

    records: int

    @property
    def people(self) -> int:
        return self.records * 10 // 16

    @property
    def chains(self) -> int:
        return max(1, self.records // 500_000)


# A name of syllables for a number: the same number, the same name.
MACROS = """
    create or replace temp macro roll(a, salt) as ((hash(a, salt) >> 20) % 1000000)::bigint;
    create or replace temp macro syllable(n) as
        substr('bcdfgjlmnprstvz', (1 + n % 15)::int, 1)
        || substr('aeiou', (1 + n // 15 % 5)::int, 1)
        || case when n // 75 % 3 = 0 then substr('nrsl', (1 + n // 225 % 4)::int, 1) else '' end;
    create or replace temp macro spelled(n) as
        syllable(hash(n, 'a') >> 8) || syllable(hash(n, 'b') >> 8)
        || case when hash(n, 'c') % 2 = 0 then syllable(hash(n, 'd') >> 8) else '' end;
    -- Few are common and many are rare: the logarithm of the place is spread evenly.
    create or replace temp macro one_of(a, salt, most) as
        floor(pow(most, roll(a, salt) / 1e6))::bigint;
    create or replace temp macro with_slip(word, a, salt) as
        case when roll(a, salt) < 60000 and length(word) > 4
            then substr(word, 1, (2 + roll(a, salt) % 3)::int)
                || substr(word, (4 + roll(a, salt) % 3)::int)
            else word end;
"""


def write_case(connection: duckdb.DuckDBPyConnection, case: Case, people: str) -> None:
    """Write the records into the staged table of this name, which is there and empty."""
    connection.execute(MACROS)
    insert_records(connection, people, f"range({case.people})")
    connection.execute(
        f"""
        insert into {people} by name
        select
            'crm' as source_name, 'chain' || chain || '_' || link as source_record_id,
            'chain' || chain || '_' || (link // 2) || '@example.com' as email,
            '+3468' || lpad((chain * {CHAIN_LENGTH} + (link + 1) // 2)::varchar, 7, '0') as phone,
            spelled(chain) as first_name, spelled(chain + 7) as last_name,
            timestamp '2021-01-01' + to_minutes((hash(chain, link) % 2000000)::bigint) as created_at
        from range({case.chains}) as chains (chain), range({CHAIN_LENGTH}) as links (link)
        """
    )


def insert_records(
    connection: duckdb.DuckDBPyConnection, people: str, numbers: str, first_copy: int = 0
) -> None:
    """Write the records of the people of these numbers, from a copy of each on."""
    connection.execute(
        f"""
        insert into {people} by name
        with persons as (
            select
                i,
                -- Whoever has a family lives and is named as its first member does.
                case when roll(i, 'family') < 60000 then i - i % 4 else i end as household,
                case
                    when roll(i, 'copies') < 600000 then 1 when roll(i, 'copies') < 850000 then 2
                    when roll(i, 'copies') < 950000 then 3 else 4 end as copies
            from {numbers} as people (i)
        ),
        records as (
            select i, household, c, i * 16 + c as r
            from persons, unnest(range({first_copy}, {first_copy} + copies)) as copies (c)
        ),
        described as (
            select
                i, c, r, household,
                spelled(one_of(i, 'first', {FIRST_NAMES})) as first_name,
                spelled(100000 + one_of(household, 'last', {LAST_NAMES}))
                || ' ' || spelled(100000 + one_of(household, 'mother', {LAST_NAMES})) as last_name,
                date '1940-01-01' + (roll(i, 'birth') * 25 // 1000)::int as birth_date,
                -- One in ten records is of before a move.
                case when roll(r, 'moved') < 100000 then r else household end as place
            from records
        )
        select
            'crm' as source_name,
            r::varchar as source_record_id,
            case when roll(r, 'number') < 300000 then 'n' || i end as customer_number,
            case when roll(r, 'account') < 120000 then 'shop:' || i end as account_id,
            case
                when roll(r, 'email') < 5000 then 'test@example.com'
                when roll(r, 'email') < 30000 then replace(last_name, ' ', '.') || household
                    || '@example.org'
                when roll(r, 'email') < 700000 then first_name || '.'
                    || split_part(last_name, ' ', 1) || (i % 5000) || (c % 2) || '@mail'
                    || (i // 5000 % 40) || '.example'
            end as email,
            case
                when roll(r, 'phone') < 500 then '+34900' || lpad((i % 20)::varchar, 6, '0')
                when roll(r, 'phone') < 550000 then '+346' || lpad(
                    (case when roll(r, 'shared') < 30000 then household else i end)::varchar, 8, '0'
                )
            end as phone,
            with_slip(first_name, r, 'slip in first') as first_name,
            with_slip(
                case when roll(r, 'one surname') < 150000 then split_part(last_name, ' ', 1)
                    else last_name end, r, 'slip in last'
            ) as last_name,
            case
                when roll(r, 'no birth') < 250000 then null
                when roll(r, 'no birth') < 270000 then birth_date + 1
                else birth_date end as birth_date,
            case when roll(r, 'no street') >= 300000 then
                'Calle ' || spelled(500000 + one_of(place, 'street', 20000))
                || ' ' || (1 + roll(place, 'door') % 90) end as street,
            case when roll(r, 'no place') >= 200000 then
                'Villa ' || spelled(900000 + one_of(place, 'city', {CITIES})) end as city,
            case when roll(r, 'no place') >= 200000 then
                lpad((one_of(place, 'city', {CITIES}) * 4 + roll(place, 'door') % 4)::varchar,
                    5, '0') end as postal_code,
            'ES' as country,
            timestamp '2021-01-01' + to_minutes(roll(r, 'created') * 2) as created_at
        from described
        """
    )


def write_day(connection: duckdb.DuckDBPyConnection, case: Case, people: str, share: float) -> None:
    """What a day brings: this share of the records is new, half of it, corrected or deleted.

    Half of the new ones are of people known already. Corrected are a name, a street with the
    town, or the e-mail.
    """
    new_people = int(case.records * share / 4 / 1.6)
    insert_records(connection, people, f"range({case.people}, {case.people + new_people})")
    known = (
        f"(select i from range({case.people}) as p (i) where roll(i, 'again') < {share * 2.5e5})"
    )
    insert_records(connection, people, known, first_copy=8)
    chosen = "roll(source_record_id, 'day')"
    connection.execute(
        f"""
        delete from {people} where {chosen} < {share * 1e5};
        update {people} set last_name = last_name || ' i ' || spelled({chosen})
        where {chosen} between {share * 1e5} and {share * 2e5};
        update {people} set street = 'Calle ' || spelled({chosen}) || ' 7', city = 'Villa Nueva',
            postal_code = '9' || lpad(({chosen} % 9000)::varchar, 4, '0')
        where {chosen} between {share * 2e5} and {share * 3.5e5};
        update {people} set email = 'new' || source_record_id || '@mail.example'
        where {chosen} between {share * 3.5e5} and {share * 5e5};
        """
    )


def count_identifiers(connection: duckdb.DuckDBPyConnection, people: str) -> int:
    """How many identifiers the records carry."""
    row = connection.execute(
        f"select count(customer_number) + count(account_id) + count(email) + count(phone)"
        f" from {people}"
    ).fetchone()
    assert row is not None
    return int(row[0])
