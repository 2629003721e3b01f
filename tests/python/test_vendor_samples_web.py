"""The vendors' own sample exports go through staging unchanged: klaviyo, segment, zendesk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.python.conftest import SAMPLE_DATA, Home

SAMPLES = SAMPLE_DATA / "dbt_raw_seeds"
SOURCES = ("klaviyo", "segment", "zendesk")

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no sample data in {SAMPLES}")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Home:
    home = Home(tmp_path_factory.mktemp("samples"), tmp_path_factory.mktemp("sample raw"))
    for source in SOURCES:
        shutil.copytree(SAMPLES / source, home.raw / source)
    options = ["--exclude-resource-type", "unit_test", "--indirect-selection", "cautious"]
    selected = [f"staging.{source}" for source in (*SOURCES, "reference")]
    built = home.dbt("build", *options, "--select", *selected, parsed=parsed)
    assert built.returncode == 0, built.stdout + built.stderr
    return home


@pytest.mark.parametrize(
    ("table", "staged", "superseded"),
    [
        ("klaviyo__person", 2, 0),
        ("klaviyo__event", 3, 0),
        ("klaviyo__metric", 2, 0),
        ("klaviyo__campaign", 2, 0),
        ("klaviyo__flow", 2, 0),
        ("segment__pages", 1, 0),
        ("segment__product_viewed", 0, 0),
        ("zendesk__user", 10, 0),
        ("zendesk__ticket", 10, 0),
        pytest.param("zendesk__ticket_chat", 7, 3, id="the sample repeats three chats"),
        ("zendesk__ticket_chat_event", 12, 0),
    ],
)
def test_every_row_is_accounted_for(
    samples: Home, table: str, staged: int, superseded: int
) -> None:
    counts = dict(
        samples.rows(
            f"select row_status, count(*) from staging.int_{table}_reviewed group by row_status"
        )
    )
    raw_count = samples.rows(f"select count(*) from raw.{table}")[0][0]
    assert counts.get("staged", 0) == staged
    assert counts.get("superseded", 0) == superseded
    assert "quarantined" not in counts
    assert raw_count == staged + superseded


def test_klaviyo_reads_upper_case_headers_behind_a_byte_order_mark(samples: Home) -> None:
    people = samples.rows(
        """
        select source_record_id, email, phone, last_name, street, country, time_zone
        from staging.stg_klaviyo__people
        where email = 'mrgoogle@gmail.com'
        """
    )
    assert people == [
        (
            "01F366M1ZERT4HM2Z9R2V9G7BY",
            "mrgoogle@gmail.com",
            "+15165555555",
            "Lopez",
            "1600 Penn",
            "US",
            "America/Chicago",
        )
    ]


def test_klaviyo_events_of_unknown_metrics_and_campaigns_keep_their_copied_names(
    samples: Home,
) -> None:
    events = samples.rows(
        """
        select
            source_record_id, channel, event_name, outside_campaign_id, outside_campaign_name,
            cast(occurred_at as varchar)
        from staging.stg_klaviyo__message_events
        order by message_event_id
        """
    )
    assert events == [
        ("MCX88q", "email", "delivered", "LyZ7re", "Instagram Live", "2020-04-05 20:02:45"),
        ("LRqEsF", "email", "delivered", "LyZ7rr", "Instagram Live", "2020-04-05 20:02:43"),
        ("LRqEsZ", "email", "delivered", "LyZ7re", "Instagram Live", "2020-04-05 20:02:43"),
    ]


def test_segment_page_belongs_to_its_account(samples: Home) -> None:
    events = samples.rows(
        """
        select
            visitor_id, source_record_id, event_name, device_type, utm_campaign, referrer,
            cast(occurred_at as varchar)
        from staging.stg_segment__web_events
        """
    )
    assert events == [
        (
            "507f191e810c19729de860ea",
            "97980cfea0067",
            "page_viewed",
            "desktop",
            "autumn_collection_2015",
            "https://www.google.com/",
            "2015-02-23 22:28:55",
        )
    ]
    accounts = samples.rows("select account_id from staging.stg_segment__people")
    assert accounts == [("shopify:97980cfea0067",)]


def test_zendesk_staff_and_deleted_tickets_are_no_contacts(
    samples: Home,
) -> None:
    users = samples.rows(
        """
        select count(*), min(time_zone), min(language)
        from staging.stg_zendesk__people
        where email = 'example@email.com'
        """
    )
    assert users == [(8, "America/Los_Angeles", "en")]
    contacts = samples.rows(
        """
        select service_channel, count(*)
        from staging.stg_zendesk__service_contacts
        group by service_channel
        order by service_channel
        """
    )
    assert contacts == [("chat", 7), ("ticket", 7)]


def test_zendesk_chat_lasts_from_its_first_to_its_last_event(
    samples: Home,
) -> None:
    chats = samples.rows(
        """
        select cast(started_at as varchar), duration_seconds
        from staging.stg_zendesk__service_contacts
        where service_contact_id = 'zendesk:chat:4323.953441.TyDs6revFIOI0Y'
        """
    )
    assert chats == [("2023-12-12 11:16:29.19", 29)]
