"""`batuta explain decision` as a user calls it: older days, odd input, and answers for tools."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from python_hooks.__main__ import main
from tests.python.conftest import Home
from tests.python.python_hooks.explain.command import Command, caller, changed_copy, told

# A day before, decided by an older policy and published since; two who share an e-mail; a merge;
# a campaign whose author likes colours.
CHANGES = """
    create temp table told as
        select decisions.customer_id, decisions.decision_date, min(decisions.decision_id) as id
        from arbitration.fct_campaign_decisions as decisions
        inner join policy.campaigns as campaigns
            on decisions.campaign_id = campaigns.campaign_id and campaigns.counts_to_caps
        where decisions.reason = 'selected'
        group by all
        order by decisions.customer_id
        limit 1;
    insert into arbitration.fct_campaign_decisions
        select * replace (
            'older ' || decision_id as decision_id,
            decision_date - 1 as decision_date,
            decided_at - interval 1 day as decided_at,
            'older' as policy_version
        )
        from arbitration.fct_campaign_decisions;
    insert into activity.fct_contact_ledger (
        contact_id, decision_id, customer_id, campaign_id, channel, campaign_group, topic, purpose,
        status, counts_to_caps, contact_date
    )
        select
            decision_id, decision_id, customer_id, campaign_id, channel, campaign_group, topic,
            purpose, 'delivered', true, decision_date
        from arbitration.fct_campaign_decisions
        where decision_id = 'older ' || (select id from told);
    create table main.told as from told;
    create table main.sharing as
        select distinct customer_id from customer.dim_contact_points
        where contact_point_type = 'email' order by customer_id limit 2;
    update customer.dim_contact_points set contact_point = 'family@example.com'
        where contact_point_type = 'email' and customer_id in (from main.sharing);
    insert into identity.fct_identity_changes (
        change_id, customer_id, previous_customer_id, source_name, source_record_id, change_type
    )
        select 'c', customer_id, 'merged away', source_name, source_record_id, 'merged'
        from identity.bridge_customer_records
        where customer_id = (select customer_id from told)
        limit 1;
    update policy.campaigns set campaign_name = '[bold red]hot[/] ' || chr(27) || '[31m'
        where campaign_id = (
            select campaign_id from arbitration.fct_campaign_decisions
            where decision_id = (select id from told)
        );
"""


@pytest.fixture(scope="module")
def changed(company: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company with a few rows that it does not have by itself."""
    return changed_copy(company, tmp_path_factory.mktemp("explain"), CHANGES)


@pytest.fixture
def explain(
    changed: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Call the command and give its exit code and what it printed."""
    return caller("decision", changed, monkeypatch, capsys)


@pytest.fixture
def customer(changed: Home) -> str:
    return str(changed.rows("select customer_id from main.told")[0][0])


@pytest.fixture
def day(changed: Home) -> date:
    found = changed.rows("select decision_date from main.told")[0][0]
    assert isinstance(found, date)
    return found


def test_a_day_is_told_whole_and_nothing_is_cut(
    explain: Command, changed: Home, customer: str
) -> None:
    code, printed = explain(customer)

    rows = changed.rows(
        f"""
        select campaign_id, reason, explanation from arbitration.fct_campaign_decisions
        where customer_id = '{customer}' and decision_id not like 'older %'
        order by walk_position
        """
    )
    lines = [line for line in printed.splitlines() if any(str(row[2]) in line for row in rows)]
    assert code == 0 and len(rows) > 3
    assert customer in printed
    assert len(lines) == len(rows), "one line per candidate, in walk order"
    for line, (campaign_id, reason, explanation) in zip(lines, rows, strict=True):
        assert f"{campaign_id} " in line and str(reason) in line
        assert line.endswith(str(explanation))
    assert "what the ledger held before the walk" in printed
    assert "caps that apply" in printed and "four_in_seven_days" in printed


def test_what_stands_in_the_tables_is_no_markup_and_moves_no_cursor(
    explain: Command, customer: str
) -> None:
    _, printed = explain(customer)

    assert "[bold red]hot[/]" in printed
    assert "\x1b" not in printed


def test_the_answer_for_tools_keeps_its_shape(explain: Command, customer: str) -> None:
    answer = told(explain, customer, "--campaign", "privacy_notice")

    assert list(answer) == [
        "version", "person", "day", "candidates", "contacts", "caps", "notes", "why_not",
        "outcomes",
    ]  # fmt: skip
    assert answer["version"] == 1
    assert set(answer["person"]) == {"customer_id", "time_zone", "is_profiled", "is_erased"}
    assert set(answer["day"]) == {
        "decision_date", "as_of", "policy_version", "newest_date", "newest_version", "is_newest",
    }  # fmt: skip
    assert set(answer["caps"][0]) == {
        "cap_id", "scope", "scope_value", "address", "profile_filter", "window_start",
        "window_end", "max_contacts", "count_before", "count_after",
    }  # fmt: skip
    assert set(answer["why_not"]) == {
        "campaign_id", "campaign_name", "is_candidate", "conditions", "rule_rows", "channels",
        "sentence",
    }  # fmt: skip
    assert set(answer["why_not"]["conditions"][0]) == {
        "name", "asked", "value", "holds", "because",
    }  # fmt: skip
    assert set(answer["why_not"]["channels"][0]) == {
        "channel", "is_listed", "is_known", "address_count", "verdict",
    }  # fmt: skip
    whole = told(explain, customer)
    assert whole["why_not"] is None
    assert set(whole["candidates"][0]) >= {
        "decision_id", "campaign_id", "campaign_name", "channel", "walk_position",
        "planned_send_at", "planned_send_local", "rank_score", "strength", "trigger_id", "outcome",
        "reason", "blocked_by_type", "blocked_by_id", "blocked_by_date", "explanation",
    }  # fmt: skip
    assert sum(whole["outcomes"].values()) == len(whole["candidates"])


def test_names_and_addresses_of_the_customer_are_not_repeated(
    explain: Command, changed: Home, customer: str
) -> None:
    person = changed.rows(
        f"""
        select first_name, last_name, email, phone, street from customer.dim_customers
        where customer_id = '{customer}'
        """
    )[0]
    _, printed = explain(customer)
    _, document = explain(customer, "--campaign", "first_look", "--json")

    known = [str(value) for value in person if value is not None]
    assert known
    assert [v for v in known if v in printed or v in document] == []


def test_an_older_day_is_told_with_what_is_not_kept(
    explain: Command, customer: str, day: date
) -> None:
    older = str(day - timedelta(days=1))

    newest, before = told(explain, customer), told(explain, customer, "--date", older)

    assert newest["notes"] == []
    assert len(before["candidates"]) == len(newest["candidates"])
    assert before["day"]["policy_version"] == "older"
    assert "decided by policy older" in " ".join(before["notes"])
    assert f"those of the newest build, {day}" in " ".join(before["notes"])
    assert {cap["window_end"] for cap in before["caps"]} == {older}
    _, missing = explain(customer, "--date", older, "--campaign", "electronics_trade_in")
    assert missing.splitlines()[-1] == (
        f"The customer was no candidate for electronics_trade_in on {older}; why is not kept,"
        f" for profiles and triggers in the tables are those of {day}."
    )


def test_what_a_day_selected_counts_after_its_walk_and_before_the_next(
    explain: Command, customer: str, day: date
) -> None:
    def on(date: str, cap_id: str) -> tuple[int, int]:
        answer = told(explain, customer, "--date", date)
        cap = next(c for c in answer["caps"] if c["cap_id"] == cap_id)
        return cap["count_before"], cap["count_after"]

    before, after = on(str(day - timedelta(days=1)), "four_in_seven_days")

    assert after == before + 1
    # The ledger of the next day holds it, and the cap of the single day does not.
    assert on(str(day), "four_in_seven_days")[0] >= 1
    assert on(str(day), "one_a_day") == (0, 1)


@pytest.mark.parametrize(
    "arguments, said",
    [
        pytest.param(["--date", "2020-02-30"], "is not a date", id="a date that is none"),
        pytest.param(["--date", "1999-12-31"], "is no decided day", id="a day nobody decided"),
        pytest.param(["--date", "' or 1=1 --"], "is not a date", id="SQL for a date"),
        pytest.param(
            ["--campaign", "welcome_mesage"], "did you mean 'welcome_message'?", id="a slip"
        ),
        pytest.param(["--campaign", "x' or '1'='1"], "no campaign", id="SQL for a campaign"),
        pytest.param(["--campaign", ""], "no campaign", id="no name at all"),
    ],
)
def test_mistakes_end_in_a_sentence(
    explain: Command, customer: str, arguments: list[str], said: str
) -> None:
    code, printed = explain(customer, *arguments)

    assert code == 2
    assert said in printed


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("nobody@nowhere.example", id="an e-mail of nobody"),
        pytest.param("x' or '1'='1", id="SQL that is true"),
        pytest.param("'; drop table policy.campaigns; --", id="SQL that drops"),
        pytest.param("[bold]{customer}[/bold]\x1b[2J", id="markup"),
        pytest.param("%", id="a wild card"),
        pytest.param("00", id="nothing but a dialling prefix"),
    ],
)
def test_who_is_nobody_is_not_found(explain: Command, changed: Home, asked: str) -> None:
    code, printed = explain(asked)

    assert code == 2
    assert "no customer has this id, e-mail, phone or customer number" in printed
    assert changed.rows("select count(*) > 0 from policy.campaigns") == [(True,)]


def test_two_who_share_an_e_mail_are_told_apart_by_id(explain: Command, changed: Home) -> None:
    sharing = [str(row[0]) for row in changed.rows("from main.sharing order by customer_id")]

    code, printed = explain("Family@Example.com")

    assert code == 2
    assert f"2 customers share it; name one by id: {', '.join(sharing)}" in printed
    assert told(explain, sharing[1])["person"]["customer_id"] == sharing[1]


@pytest.mark.parametrize(
    "query, spelling",
    [
        pytest.param("where contact_point_type = 'phone'", "{0} ", id="a phone"),
        pytest.param("where contact_point_type = 'phone'", "00{1}-{2}", id="a phone as dialled"),
        pytest.param("where contact_point_type = 'customer_number'", "{0}.0", id="a number"),
        pytest.param("where contact_point_type = 'email'", " {0}", id="an e-mail"),
    ],
)
def test_a_customer_is_found_by_what_one_has_at_hand(
    explain: Command, changed: Home, query: str, spelling: str
) -> None:
    customer_id, point = changed.rows(
        f"""
        select min(customer_id), contact_point from customer.dim_contact_points {query}
        group by contact_point having count(distinct customer_id) = 1
        order by contact_point limit 1
        """
    )[0]
    asked = spelling.format(point, str(point)[1:5], str(point)[5:])

    assert told(explain, asked)["person"]["customer_id"] == customer_id


def test_an_id_that_was_merged_away_leads_to_the_person(explain: Command, customer: str) -> None:
    assert told(explain, "merged away")["person"]["customer_id"] == customer


def test_a_warehouse_of_an_older_version_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BATUTA_HOME", str(tmp_path))
    duckdb.connect(str(tmp_path / "warehouse.duckdb")).close()

    assert main(["explain", "decision", "anybody"]) == 2
    assert "run `batuta run` first" in capsys.readouterr().out
