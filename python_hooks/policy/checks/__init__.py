"""The checks, each a function from a policy to its findings, in the order they are reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from python_hooks.policy.checks.audiences import check_audiences
from python_hooks.policy.checks.bands import check_bands
from python_hooks.policy.checks.campaigns import check_campaigns
from python_hooks.policy.checks.caps import check_caps
from python_hooks.policy.checks.cells import check_cells
from python_hooks.policy.checks.channels import check_channels
from python_hooks.policy.checks.classes import check_classes
from python_hooks.policy.checks.contents import check_contents
from python_hooks.policy.checks.exclusions import check_exclusions
from python_hooks.policy.checks.folder import check_keys, check_tables
from python_hooks.policy.checks.identifiers import check_identifiers, check_probable_rules
from python_hooks.policy.checks.journeys import check_journeys
from python_hooks.policy.checks.predictions import check_value_parameters
from python_hooks.policy.checks.texts import check_texts
from python_hooks.policy.checks.triggers import check_triggers
from python_hooks.policy.checks.verdicts import check_verdicts
from python_hooks.policy.checks.weights import check_weights
from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy

Check = Callable[[Policy], Iterator[Finding]]

# What can be said of each file by itself.
FILE_CHECKS: Final[tuple[Check, ...]] = (check_tables, check_keys, check_cells)

CHECKS: Final[tuple[Check, ...]] = (
    *FILE_CHECKS,
    check_campaigns,
    check_channels,
    check_contents,
    check_audiences,
    check_triggers,
    check_exclusions,
    check_caps,
    check_journeys,
    check_bands,
    check_classes,
    check_identifiers,
    check_probable_rules,
    check_verdicts,
    check_weights,
    check_value_parameters,
    check_texts,
)
