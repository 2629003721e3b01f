"""`batuta explain customer`: who somebody is, where it comes from, and nothing that acts."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from python_hooks.explain.customer import masked
from python_hooks.explain.golden import explain_customer, show_customer
from python_hooks.settings import Settings
from tests.python.conftest import Home
from tests.python.python_hooks.explain.command import Command, caller, changed_copy, told

# One with many records whose name bites and whose e-mail bounced; merged twice, split once; a
# record that probably is hers; a household by phone; a pair of whom a link was refused.
CHANGES = """
    create table main.told as
        select customer_id from identity.bridge_customer_records
        group by customer_id order by count(*) desc, customer_id limit 1;
    create table main.neighbour as
        select customer_id from customer.dim_customers
        where household_key = customer_id and customer_id not in (from main.told)
        order by customer_id limit 1;
    update customer.dim_customers
        set first_name =
            'A' || chr(27) || '[31m' || chr(8238) || chr(10) || '[bold]x[/] ' || chr(127)
        where customer_id in (from main.told);
    update customer.int_customer_values_weighed
        set field_value = 'B' || chr(27) || '[2J', value_key = 'b'
        where customer_id in (from main.told) and field = 'last_name' and source_name = 'klaviyo';
    update customer.dim_contact_points
        set is_valid = false, last_bounced_at = '2026-06-01', is_suppressed = true,
            suppression_reason = 'hard_bounce', suppressed_at = '2026-06-01'
        where customer_id in (from main.told) and contact_point_type = 'email';
    insert into customer.dim_topic_permissions (
        customer_id, contact_point_type, contact_point, channel, topic, status, decided_at
    )
        select customer_id, 'email', contact_point, 'email', 'gifts', 'withdrawn', '2026-05-01'
        from customer.dim_contact_points
        where customer_id in (from main.told) and contact_point_type = 'email';
    create table main.record as
        select source_name, source_record_id from identity.bridge_customer_records
        where customer_id in (from main.told) order by all limit 1;
    create table main.changed as
        select 'c1' as change_id, 'former' as customer_id, 'oldest' as previous_customer_id,
            'merged' as change_type, timestamp '2026-01-01' as as_of, 1 as publication_number
        union all
        select 'c2', customer_id, 'former', 'merged', '2026-02-01', 2 from main.told
        union all
        select 'c3', (from main.neighbour), customer_id, 'split', '2026-03-01', 3 from main.told
        -- One that was merged and lives again; one whose record went elsewhere before it was
        -- merged; one that lived twice, at one moment, and was the neighbour's before.
        union all
        select 'c4', customer_id, (from main.neighbour), 'merged', '2026-01-01', 1 from main.told
        union all
        select 'c5', (from main.neighbour), 'scattered', 'split', '2026-02-01', 2
        union all
        select 'c6', customer_id, 'scattered', 'merged', '2026-03-01', 3 from main.told
        union all
        select 'a7', (from main.neighbour), 'twice', 'merged', '2026-03-01', 3
        union all
        select 'c8', customer_id, 'twice', 'merged', '2026-03-01', 4 from main.told;
    insert into identity.fct_identity_changes by name
        select * from main.changed cross join main.record;
    insert into identity.bridge_former_customers by name
        select 'unmerged' as former_customer_id, customer_id from main.told;
    insert into identity.fct_identity_matches by name
        select 'm1' as match_id, told.customer_id as earlier_customer_id,
            'crm' as earlier_source_name, 'mine' as earlier_source_record_id,
            neighbour.customer_id as later_customer_id, 'zendesk' as later_source_name,
            'theirs' as later_source_record_id, 'review' as outcome, 0.8123 as probability,
            2.1 as match_weight, 'birth_date same 9.9' as evidence
        from main.told cross join main.neighbour;
    insert into identity.fct_identity_matches by name
        select * replace ('m2' as match_id, 'refused' as outcome, 0.9876 as probability,
            'twins' as earlier_source_record_id)
        from identity.fct_identity_matches where match_id = 'm1';
    insert into identity.fct_identity_refusals by name
        select 'r2' as refusal_id, earlier_customer_id, earlier_source_name,
            earlier_source_record_id, later_customer_id, later_source_name,
            later_source_record_id, 'probable' as link_rule, 'cannot_link' as reason
        from identity.fct_identity_matches where match_id = 'm2';
    update identity.bridge_customer_records set link_rule = 'probable', link_probability = 0.9312
        where customer_id in (from main.told) and source_name = 'pos';
    insert into customer.int_household_people
        select 0, customer_id, shared, place, name, 2, is_usable
        from (from main.told union all from main.neighbour)
        cross join (
            values
                ('phone', '+34900', '', true),
                ('address', 'tower', 'gil', false),
                ('address', 'home', customer_id, true)
        ) as things (shared, place, name, is_usable);
    update customer.dim_customers set household_key = (from main.neighbour)
        where customer_id in (from main.told);
"""


@pytest.fixture(scope="module")
def changed(company: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company with a person to whom everything has happened."""
    return changed_copy(company, tmp_path_factory.mktemp("explain customer"), CHANGES)


@pytest.fixture
def explain(
    changed: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Call the command and give its exit code and what it printed."""
    return caller("customer", changed, monkeypatch, capsys)


@pytest.fixture
def customer(changed: Home) -> str:
    return str(changed.rows("from main.told")[0][0])


@pytest.fixture
def neighbour(changed: Home) -> str:
    return str(changed.rows("from main.neighbour")[0][0])


def test_the_answer_for_tools_keeps_its_shape(explain: Command, customer: str) -> None:
    answer = told(explain, customer)

    assert list(answer) == [
        "version", "customer_id", "former_ids", "notes", "summary", "fields", "records",
        "refused_links", "possible_links", "contact_points", "household", "statements",
        "preferences", "changes",
    ]  # fmt: skip
    assert answer["version"] == 1
    assert set(answer["summary"]) == {
        "as_of", "first_seen_at", "last_seen_at", "record_count", "completeness_score",
        "is_deleted",
    }  # fmt: skip
    assert set(answer["fields"][0]) == {
        "field", "value", "source_name", "source_record_id", "strategy", "decided_by",
        "updated_at", "others",
    }  # fmt: skip
    assert set(answer["records"][0]) == {
        "source_name", "source_record_id", "first_seen_at", "changed_at", "is_deleted",
        "link_rule", "link_probability", "linked_source_name", "linked_source_record_id",
    }  # fmt: skip
    assert set(answer["contact_points"][0]) == {
        "contact_point_type", "contact_point", "is_primary", "is_valid", "last_bounced_at",
        "is_suppressed", "suppression_reason", "valid_from_at", "source_name",
        "source_record_id", "record_count", "permissions",
    }  # fmt: skip
    assert set(answer["contact_points"][0]["permissions"][0]) == {
        "channel", "topic", "status", "is_allowed", "decided_at", "source_name",
    }  # fmt: skip
    assert set(answer["statements"][0]) == {
        "recorded_at", "purpose", "channel", "topic", "contact_point", "status", "is_current",
        "source_name", "source_record_id",
    }  # fmt: skip
    assert set(answer["changes"][0]) == {
        "as_of", "change_type", "customer_id", "previous_customer_id", "source_name",
        "source_record_id",
    }  # fmt: skip


def test_every_part_is_told_to_a_person(explain: Command, customer: str, neighbour: str) -> None:
    code, printed = explain(customer)
    lines = printed.splitlines()

    def line_with(*words: str) -> str:
        (found,) = [line for line in lines if all(word in line for word in words)]
        return found

    assert code == 0
    assert lines[0] == f"customer {customer}"
    assert "formerly also oldest" in lines and "formerly also former" in lines
    assert "most trusted: " in line_with("gender ")
    assert "the first record" in printed
    assert "probable (0.9312) of crm " in line_with("pos ", "probable")
    assert "bounced for good on 2026-06-01; nothing may be sent" in line_with("email (first)")
    assert "email, gifts only: withdrawn on 2026-05-01" in line_with("email (first)")
    assert "needs no opt-in" in line_with("postal_address (first)", "direct_mail: ")
    assert f"household {neighbour}, shared with" in lines
    assert line_with(neighbour, " phone").endswith("  phone")
    assert "oldest merged into former" in line_with("2026-01-01 00:00:00", "oldest")
    assert f"former merged into {customer}" in line_with("2026-02-01 00:00:00", "former")
    assert f"{neighbour} split from {customer}" in line_with("2026-03-01 00:00:00", "split from")
    assert "probable (0.9876: birth_date same 9.9)" in line_with("crm twins", neighbour)
    assert "a person decided so" in line_with("crm twins", neighbour)
    assert "0.8123" in line_with("crm mine", "zendesk theirs", neighbour, "birth_date same 9.9")


def test_what_anybody_typed_acts_on_nothing(explain: Command, changed: Home, customer: str) -> None:
    _, printed = explain(customer)
    _, document = explain(customer, "--json")
    screen = StringIO()
    story = explain_customer(Settings(changed.path, changed.raw, Path("seeds")), customer)
    show_customer(Console(file=screen, force_terminal=True, width=80, no_color=True), story)

    hostile = {chr(127), chr(8238)}
    assert "A\ufffd[31m\ufffd\ufffd[bold]x[/] \ufffd" in printed
    assert "B\ufffd[2J (klaviyo)" in printed
    assert hostile & set(printed) == set() and "\x1b" not in printed
    assert hostile & set(screen.getvalue()) == set() and "\x1b[31m" not in screen.getvalue()
    assert hostile & set(document) == set() and "\x1b" not in document
    first_name = json.loads(document)["fields"][0]["value"]
    assert first_name == "A\x1b[31m\u202e\n[bold]x[/] \x7f", "a tool gets what the table has"


@pytest.mark.parametrize("former", ["former", "oldest"])
def test_a_former_id_leads_to_the_customer_of_now(
    explain: Command, customer: str, former: str
) -> None:
    answer = told(explain, former)

    into = customer if former == "former" else "former"
    assert answer["customer_id"] == customer
    assert answer["former_ids"] == ["oldest", "former", "scattered", "twice", "unmerged"]
    assert answer["notes"][0].startswith(f"{former} was merged into {into} on 2026-0")


@pytest.mark.parametrize("former", ["scattered", "twice", "unmerged"])
def test_a_former_id_goes_where_its_newest_merge_led(
    explain: Command, customer: str, former: str
) -> None:
    answer = told(explain, former)

    assert answer["customer_id"] == customer
    notes = [note for note in answer["notes"] if note.startswith(former)]
    merged = f"{former} was merged into {customer} on 2026-03-01."
    assert notes == ([] if former == "unmerged" else [merged])


def test_an_e_mail_is_looked_up_however_it_is_written(explain: Command, changed: Home) -> None:
    customer_id, address = changed.rows(
        """
        select min(customer_id), contact_point from customer.dim_contact_points
        where contact_point_type = 'email'
        group by contact_point having count(distinct customer_id) = 1
        order by contact_point limit 1
        """
    )[0]

    assert told(explain, f"  {str(address).upper()} ")["customer_id"] == customer_id


@pytest.mark.parametrize(
    "asked, shown",
    [
        pytest.param("juana.perez@example.com", "j***@e***", id="an e-mail"),
        pytest.param("+34600111222", "+3***2", id="a phone"),
        pytest.param("12346", "***", id="a short number"),
        pytest.param("\x1b[2Jevil\u202e", "[2***l", id="what would act on a terminal"),
    ],
)
def test_who_is_nobody_is_named_only_in_part(explain: Command, asked: str, shown: str) -> None:
    code, printed = explain(asked)

    assert code == 2
    assert printed == (
        f"error: no customer has this id, e-mail, phone or customer number: {shown}\n"
    )
    assert masked(asked) == shown


def test_a_refused_link_is_told_from_both_sides(explain: Command, changed: Home) -> None:
    one, other, rule, reason = changed.rows(
        """
        select earlier_customer_id, later_customer_id, link_rule, reason
        from identity.fct_identity_refusals
        where later_customer_id not in (
            select earlier_customer_id from identity.fct_identity_refusals
        )
        order by refusal_id limit 1
        """
    )[0]

    for mine, theirs in ((one, other), (other, one)):
        links = told(explain, str(mine))["refused_links"]
        assert (theirs, rule, reason) in {
            (link["other_customer_id"], link["link_rule"], link["reason"]) for link in links
        }
        records = {
            (r["source_name"], r["source_record_id"]) for r in told(explain, str(mine))["records"]
        }
        assert {(link["source_name"], link["source_record_id"]) for link in links} <= records
    _, printed = explain(str(one))
    assert str(other) in printed and "two people" in printed


def test_stories_agree_with_the_tables(company: Home) -> None:
    settings = Settings(company.path, company.raw, Path("seeds"))
    sample = company.rows(
        """
        (select customer_id from customer.dim_customers order by md5(customer_id) limit 20)
        union
        (select customer_id from customer.int_customer_golden_fields
        where decided_by <> 'only_value' order by md5(customer_id), field limit 15)
        union
        (select customer_id from customer.dim_customers
        where household_key <> customer_id order by customer_id limit 5)
        """
    )
    contested = households = 0
    for (customer_id,) in sample:
        story = explain_customer(settings, str(customer_id))
        keys = {(record.source_name, record.source_record_id) for record in story.records}
        assert len(story.records) == story.summary.record_count
        assert [record.link_rule for record in story.records].count("own") == 1
        for record in story.records[1:]:
            assert (record.linked_source_name, record.linked_source_record_id) in keys
        for field in story.fields:
            if field.decided_by is None:
                assert field.value is None or field.source_name in ("country", "business")
                continue
            assert (field.source_name, field.source_record_id) in keys
            assert (field.decided_by == "only_value") == (field.others == ())
            contested += field.others != ()
        for member in story.household.members:
            back = explain_customer(settings, member.customer_id).household
            (mine,) = [m for m in back.members if m.customer_id == customer_id]
            assert mine.shares == member.shares
            households += 1
    assert len(sample) >= 30 and contested > 10 and households > 3


def test_nothing_is_written_and_no_log_is_kept(
    explain: Command, changed: Home, customer: str
) -> None:
    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in changed.path.rglob("*")}

    before = state()
    explain(customer)

    assert state() == before


def test_a_warehouse_of_an_older_version_is_said_to_be_one(
    explain: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb.connect(str(tmp_path / "warehouse.duckdb")).close()
    monkeypatch.setenv("BATUTA_HOME", str(tmp_path))

    code, printed = explain("anybody")

    assert code == 2
    assert "run `batuta run` first" in printed
