"""Public files of people whose truth is known, as the `crm` source gives its people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.landing.sql import file as file_literal


@dataclass(frozen=True, slots=True)
class Labelled:
    """One public file.

    file    where it lies below the folder of public data
    people  what crm would say of a row, in DuckDB's SQL, record_id first
    person  which person a row is, in DuckDB's SQL
    """

    file: str
    people: str
    person: str


LABELLED = {
    "febrl3": Labelled(
        "febrl3/dataset3.parquet",
        """
        trim(rec_id) as record_id, trim(given_name) as first_name, trim(surname) as last_name,
        trim(concat_ws(
            ' ', nullif(trim(street_number), ''), nullif(trim(address_1), ''),
            nullif(trim(address_2), '')
        )) as street,
        trim(suburb) as city, trim(postcode) as postal_code,
        case when length(trim(date_of_birth)) = 8 then concat_ws(
            '-', trim(date_of_birth)[1:4], trim(date_of_birth)[5:6], trim(date_of_birth)[7:8]
        ) end as birth_date
        """,
        "split_part(trim(rec_id), '-', 2)",
    ),
    "fake_1000": Labelled(
        "splink_fake_1000/fake_1000.parquet",
        "unique_id as record_id, first_name, surname as last_name, dob as birth_date, city, email",
        "cluster",
    ),
}


def write_labelled(name: str, data: Path, folder: Path) -> tuple[Path, Path]:
    """Write one of `LABELLED` below a folder; returns the raw folder and the file of the truth.

    data  the folder of public data
    """
    labelled = LABELLED[name]
    source = f"read_parquet({file_literal(data / labelled.file)})"
    raw, truth = folder / "raw", folder / "truth.csv"
    (raw / "crm").mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select {labelled.people} from {source} order by record_id)"
            f" to {file_literal(raw / 'crm' / 'people.csv')} (header)"
        )
        connection.execute(
            "copy (select 'crm' as source_name, record_id as source_record_id, person_id"
            f" from (select {labelled.people}, {labelled.person} as person_id from {source})"
            f" order by source_record_id) to {file_literal(truth)} (header)"
        )
    return raw, truth
