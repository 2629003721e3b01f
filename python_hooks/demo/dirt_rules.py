"""Which dirt lies in which raw table, and what staging must make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Values = tuple[str | None, ...]


QUARANTINED, SUPERSEDED, EMPTIED, KEPT = "quarantined", "superseded", "field emptied", "kept"


COPIED, IN_PLACE, REDELIVERED = "copied", "in place", "redelivered"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of dirt: what it does to which column, how often, and its fate in staging."""

    kind: str
    fate: str
    how: str
    share: float
    column: str = ""
    values: Values = (None,)  # {} stands for what was there
    new_key: str = ""  # the spoilt copy gets a key of its own in this column


BAD_TIMES: Final[Values] = ("2026-02-30 10:00:00", "not known", "0000-00-00 00:00:00")


PLACEHOLDER_MAILS: Final[Values] = (
    "test@test.com",
    "test@example.com",
    "anonymous@anonymous.com",
    "noemail@noemail.com",
)


PLACEHOLDER_PHONES: Final[Values] = ("000000000", "+34000000000", "0000", "123456789", "999999999")


ODD_NAMES: Final[tuple[tuple[str, Values], ...]] = (
    ("formula name", ("=cmd()", "=cmd|'/C calc'!A0", "+SUM(1+1)", "@import")),
    ("emoji name", ("{} \U0001f338", "\U0001f451 {}", "{} \u2764\ufe0f")),
    ("right-to-left mark in name", ("\u200f{}\u200f", "{}\u200e")),
    ("quotes in name", ('"{}"', "{} 'el jefe'", '{} "La Guapa"')),
)


def _names(column: str, share: float) -> tuple[Rule, ...]:
    return tuple(Rule(kind, KEPT, IN_PLACE, share, column, values) for kind, values in ODD_NAMES)


RULES: Final[dict[tuple[str, str], tuple[Rule, ...]]] = {
    ("crm", "people"): (
        Rule("missing key", QUARANTINED, COPIED, 0.001, "record_id"),
        Rule(
            "impossible birth date",
            EMPTIED,
            IN_PLACE,
            0.002,
            "birth_date",
            ("1980-02-31", "31/02/1975", "1890-13-01", "unknown"),
        ),
        Rule(
            "date as dd/mm/yyyy",
            KEPT,
            IN_PLACE,
            0.002,
            "birth_date",
            ("23/04/1981", "17/11/1969", "30/08/1992"),
        ),
        Rule(
            "date as dd.mm.yyyy",
            KEPT,
            IN_PLACE,
            0.002,
            "birth_date",
            ("23.04.1981", "17.11.1969", "30.08.1992"),
        ),
        Rule("placeholder e-mail", KEPT, IN_PLACE, 0.002, "email", PLACEHOLDER_MAILS),
        Rule("placeholder phone", KEPT, IN_PLACE, 0.002, "phone", PLACEHOLDER_PHONES),
        Rule(
            "embedded newline",
            KEPT,
            IN_PLACE,
            0.002,
            "street",
            ('Calle Mayor 3\n2º "B"', "Paseo Nuevo, 7\r\nbajo"),
        ),
        Rule(
            "blank around text",
            KEPT,
            IN_PLACE,
            0.002,
            "last_name",
            ("  {} ", "\t{}", "{}  "),
        ),
        Rule("overlong e-mail", KEPT, IN_PLACE, 0.0001, "email", ("x" * 10_000 + "@example.org",)),
        *_names("first_name", 0.0008),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.004),
    ),
    ("crm", "consents"): (
        Rule("missing key", QUARANTINED, COPIED, 0.001, "record_id"),
        Rule("impossible time", QUARANTINED, COPIED, 0.001, "recorded_at", BAD_TIMES),
    ),
    ("crm", "preferences"): (
        Rule("missing key", QUARANTINED, COPIED, 0.002, "record_id"),
        Rule("impossible time", QUARANTINED, COPIED, 0.002, "recorded_at", BAD_TIMES),
    ),
    ("shopify", "customers"): (
        Rule("missing key", QUARANTINED, COPIED, 0.001, "id"),
        Rule("placeholder e-mail", KEPT, IN_PLACE, 0.001, "email", PLACEHOLDER_MAILS),
        Rule("placeholder phone", KEPT, IN_PLACE, 0.001, "phone", PLACEHOLDER_PHONES),
        *_names("first_name", 0.0005),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.004),
    ),
    ("shopify", "orders"): (
        Rule("missing key", QUARANTINED, COPIED, 0.0005, "id"),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.006),
    ),
    ("shopify", "order_lines"): (
        Rule("missing key", QUARANTINED, COPIED, 0.0005, "id"),
        Rule("missing quantity", QUARANTINED, COPIED, 0.0005, "quantity", (None,), "id"),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.006),
    ),
    ("klaviyo", "person"): (
        Rule("missing key", QUARANTINED, COPIED, 0.001, "ID"),
        Rule("placeholder e-mail", KEPT, IN_PLACE, 0.001, "EMAIL", PLACEHOLDER_MAILS),
        *_names("FIRST_NAME", 0.0005),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.003),
    ),
    ("klaviyo", "event"): (
        Rule("missing key", QUARANTINED, COPIED, 0.0003, "ID"),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.004),
    ),
    ("segment", "product_viewed"): (
        Rule("missing key", QUARANTINED, COPIED, 0.0005, "id"),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.007),
    ),
    ("segment", "pages"): (
        Rule("missing key", QUARANTINED, COPIED, 0.0005, "id"),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.007),
    ),
    ("zendesk", "user"): (
        Rule("missing key", QUARANTINED, COPIED, 0.003, "id"),
        Rule("placeholder e-mail", KEPT, IN_PLACE, 0.003, "email", PLACEHOLDER_MAILS),
    ),
    ("zendesk", "ticket"): (
        Rule("missing key", QUARANTINED, COPIED, 0.002, "id"),
        Rule("impossible time", QUARANTINED, COPIED, 0.002, "created_at", BAD_TIMES, "id"),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.01),
    ),
    ("interactions", "touches"): (
        Rule("missing key", QUARANTINED, COPIED, 0.002, "interaction_id"),
        Rule(
            "impossible time", QUARANTINED, COPIED, 0.002, "started_at", BAD_TIMES, "interaction_id"
        ),
        Rule(
            "duration as text",
            EMPTIED,
            IN_PLACE,
            0.003,
            "duration_seconds",
            ("five minutes", "n/a", "--"),
        ),
        Rule("delivered again", SUPERSEDED, REDELIVERED, 0.003),
    ),
}
