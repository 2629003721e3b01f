"""The truth names the person behind every record; the dirt is there as often as counted."""

from __future__ import annotations

import json

from tests.python.python_hooks.demo.conftest import Company

GUEST = "'guest:' || md5(lower(trim(email)))"
RECORDS = {
    "shopify accounts": ("shopify", "customers", "id", "id"),
    "shopify guests": ("shopify", "orders", GUEST, "case when customer_id is null then email end"),
    "shopify checkouts": (
        "shopify",
        "abandoned_checkouts",
        GUEST,
        "case when customer_id is null then email end",
    ),
    "pos": ("pos", "receipt_lines", 'cast("Customer ID" as bigint)', '"Customer ID"'),
    "crm": ("crm", "people", "record_id", "record_id"),
    "klaviyo": ("klaviyo", "person", '"ID"', '"ID"'),
    "zendesk": ("zendesk", "user", "id", "id"),
    "interactions": (
        "interactions",
        "touches",
        "coalesce('crm:' || record_id, 'number:' || customer_number, "
        "'guest:' || md5(lower(email)), 'guest:' || md5(phone))",
        "interaction_id",
    ),
    "segment": ("segment", "identifies", "user_id", "user_id"),
    "segment views": ("segment", "product_viewed", "user_id", "user_id"),
}


def test_truth_covers_every_record(company: Company) -> None:
    for name, (source, table, key, present) in RECORDS.items():
        missing = company.one(
            f"""
            select count(*) from (
                select distinct cast({key} as varchar) as source_record_id
                from {company.table(source, table, "part-*")} where {present} is not null
            ) as raw anti join (
                select * from {company.truth("people")} where source_name = '{source}'
            ) as truth using (source_record_id)
            """
        )
        assert missing == 0, name


def test_truth_names_no_record_that_is_not_there(company: Company) -> None:
    sources: dict[str, list[str]] = {}
    for source, table, key, present in RECORDS.values():
        sources.setdefault(source, []).append(
            f"select cast({key} as varchar) as source_record_id "
            f"from {company.table(source, table, 'part-*')} where {present} is not null"
        )
    for source, queries in sources.items():
        assert (
            company.one(
                f"""
            select count(*) from {company.truth("people")} as truth
            anti join ({" union all ".join(queries)}) as raw using (source_record_id)
            where source_name = '{source}'
            """
            )
            == 0
        ), source


def test_a_record_is_one_person(company: Company) -> None:
    assert (
        company.rows(
            f"""
        select source_name, source_record_id from {company.truth("people")}
        group by all having count(*) > 1
        """
        )
        == []
    )


def test_nearly_everybody_has_a_record_and_many_have_several(company: Company) -> None:
    people = company.one(f"select count(distinct person_id) from {company.truth('people')}")
    assert people >= 0.97 * company.made.customers
    assert company.made.records > 2.5 * company.made.customers


def test_no_two_people_share_a_phone_or_own_address_by_accident(company: Company) -> None:
    shared = company.one(
        f"""
        select count(*) from (
            select lower(trim(email)) as email
            from {company.table("shopify", "customers", "part-*")} as customers
            inner join {company.truth("people")} as truth
                on customers.id = truth.source_record_id and truth.source_name = 'shopify'
            where not regexp_matches(email, '^(test|anonymous|noemail)@')
            group by 1 having count(distinct person_id) > 1
        )
        """
    )
    families = company.one(
        f"select count(*) from {company.table('shopify', 'customers', 'part-*')}"
    )
    assert 0 < shared < 0.06 * families


def test_a_device_may_change_hands(company: Company) -> None:
    shared = company.one(
        f"""
        select count(*) from (
            select visitor_id from {company.truth("visitors")}
            group by 1 having count(distinct person_id) > 1
        )
        """
    )
    assert shared > 5


def test_campaigns_did_what_the_truth_says(company: Company) -> None:
    effects = company.rows(
        f"""
        select effects.campaign_id, treated_count, holdout_count, effects.caused_order_count,
            count(*) filter (where not is_holdout), count(*) filter (where is_holdout),
            sum(assignments.caused_order_count)
        from {company.truth("effects")} as effects
        inner join {company.truth("campaign_assignments")} as assignments using (campaign_id)
        group by all
        """
    )
    assert len(effects) >= 5
    for _, treated, holdout, caused, found_treated, found_holdout, found_caused in effects:
        assert (treated, holdout, caused) == (found_treated, found_holdout, found_caused)
    held_out_but_sent = company.one(
        f"""
        select count(*)
        from {company.table("klaviyo", "event", "part-*")} as events
        inner join {company.truth("people")} as people
            on events."PERSON_ID" = people.source_record_id and people.source_name = 'klaviyo'
        inner join {company.truth("campaign_assignments")} as assignments
            on people.person_id = assignments.person_id
                and events."CAMPAIGN_ID" = assignments.campaign_id
        where is_holdout
        """
    )
    assert held_out_but_sent == 0


def test_dirt_is_there_as_often_as_counted(company: Company) -> None:
    rows = json.loads((company.made.truth / "dirt.json").read_text(encoding="utf-8"))
    counts = {(row["source"], row["table"], row["kind"]): row["count"] for row in rows}
    assert sum(counts.values()) == company.made.dirty_rows
    mails = (
        "('test@test.com', 'test@example.com', 'anonymous@anonymous.com', 'noemail@noemail.com')"
    )
    found = {
        ("crm", "people", "missing key"): "record_id is null",
        ("crm", "people", "placeholder e-mail"): f"email in {mails}",
        ("crm", "people", "embedded newline"): "contains(street, chr(10))",
        ("crm", "people", "overlong e-mail"): "length(email) > 9000",
        ("crm", "people", "emoji name"): "regexp_matches(first_name, '[\U0001f338\U0001f451❤]')",
        ("crm", "people", "formula name"): "regexp_matches(first_name, '^[=+@]')",
        ("crm", "people", "date as dd.mm.yyyy"): "birth_date like '__.__.____'",
        ("crm", "consents", "missing key"): "record_id is null",
        ("shopify", "customers", "missing key"): "id is null",
        ("shopify", "order_lines", "missing quantity"): "quantity is null",
        ("klaviyo", "event", "missing key"): '"ID" is null',
        ("zendesk", "ticket", "impossible time"): "try_cast(created_at as timestamp) is null",
        (
            "interactions",
            "touches",
            "duration as text",
        ): "try_cast(duration_seconds as int) is null",
    }
    for (source, table, kind), where in found.items():
        number = company.one(
            f"select count(*) from {company.table(source, table, 'part-*')} where {where}"
        )
        assert number == counts[source, table, kind], (source, table, kind)
        assert number > 0


def test_a_sensible_share_is_dirty(company: Company) -> None:
    rows = sum(company.made.rows.values())
    assert 0.003 < company.made.dirty_rows / rows < 0.01


def test_the_truth_about_persons_is_whole(company: Company) -> None:
    persons = company.truth("persons")
    assert company.one(f"select count(*) from {persons}") == company.made.customers
    assert (
        company.one(f"select min(date_diff('day', birth_date, date '2026-07-01')) from {persons}")
        >= 6570
    )
    lapsed = company.one(f"select count(*) from {persons} where has_lapsed")
    assert 0.1 * company.made.customers < lapsed < 0.5 * company.made.customers
    known = company.one(
        f"""
        select count(*) from {company.truth("people")} as records
        anti join {persons} as persons using (person_id)
        """
    )
    assert known == 0
