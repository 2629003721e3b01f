from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The columns of a warehouse that a replay reads, and no rows."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create schema state;
            create schema arbitration;
            create table arbitration.fct_campaign_decisions (
                decision_id text, customer_id text, reason text, policy_version text,
                decided_at timestamp, decision_date date
            );
            create table state.published_contacts (
                run_id text, decision_id text, contact_date date, published_at timestamp
            );
            create table state.published_runs (
                run_id text, decision_date date, as_of timestamp, policy_version text,
                run_parameters text, code_version text, facts_version text
            );
            create table state.deliveries (
                source_name text, table_name text, delivery text, content_hash text,
                first_seen_at timestamp
            );
            create table state.identity_members (
                source_name text, source_record_id text, customer_id text, recorded_at timestamp,
                run_id text, publication_number bigint
            );
            create table state.identity_changes (
                change_id text, as_of timestamp, run_id text, publication_number bigint
            );
            create table state.erasures (
                customer_id text, source_name text, source_record_id text, erased_at timestamp
            );
            create table state.policy_files (
                policy_version text, policy_file text, content text
            );
            """
        )
        yield connection
