"""The countries of the company: towns, streets, mail hosts, zones and how phones are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from python_hooks.demo.data import rows_of


@dataclass(frozen=True, slots=True)
class Country:
    """One market: its share of customers and what addresses and numbers look like there."""

    code: str
    name: str
    share: float
    time_zone: str
    languages: tuple[tuple[str, float], ...]
    names: str
    cities: tuple[tuple[str, str, float], ...]
    streets: tuple[str, ...]
    mail_hosts: tuple[str, ...]
    dial: str
    trunk: str
    mobile_prefix: str
    currency: str
    currency_rate: float


def _country(row: dict[str, str]) -> Country:
    spoken = [pair.split(":") for pair in row["languages"].split("|")]
    return Country(
        code=row["code"],
        name=row["name"],
        share=float(row["share"]),
        time_zone=row["time_zone"],
        languages=tuple((language, float(share)) for language, share in spoken),
        names=row["names"],
        cities=tuple(
            (city["city"], city["postal_prefix"], float(city["share"]))
            for city in rows_of("cities")
            if city["country"] == row["code"]
        ),
        streets=tuple(row["streets"].split("|")),
        mail_hosts=tuple(row["mail_hosts"].split("|")),
        dial=row["dial"],
        trunk=row["trunk"],
        mobile_prefix=row["mobile_prefix"],
        currency=row["currency"],
        currency_rate=float(row["currency_rate"]),
    )


COUNTRIES: Final = tuple(_country(row) for row in rows_of("countries"))
OLD_MAIL_HOSTS: Final = (
    "terra.es",
    "yahoo.com",
    "hotmail.com",
    "aol.com",
    "live.com",
    "wanadoo.es",
)
LANGUAGES: Final = ("es", "en", "de", "fr")
LOCALES: Final = {"es": "es-ES", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
