"""Weights made of what was counted."""

from __future__ import annotations

import pytest

from python_hooks.train.weights import Weight, evened


def test_true_pairs_among_the_random_ones_are_taken_out() -> None:
    counted = [
        Weight("email", "same", m=0.5, u=0.012, uses_term_frequency=False),
        Weight("email", "other", m=0.5, u=0.988, uses_term_frequency=False),
    ]
    same, other = evened(counted, share_of_matches=0.02)
    # 2 % of the random pairs were true ones, and half of those had one e-mail.
    assert same.u == pytest.approx(0.002 / 0.98, rel=1e-3)
    assert (same.u or 0) + (other.u or 0) == pytest.approx(1)


def test_what_was_never_seen_is_rare_and_not_impossible() -> None:
    counted = [
        Weight("phone", "same", m=0.0, u=0.0, uses_term_frequency=False),
        Weight("phone", "other", m=1.0, u=1.0, uses_term_frequency=False),
    ]
    same, other = evened(counted, share_of_matches=0.001)
    assert 0 < same.m < 0.01
    assert 0 < (same.u or 0) < 1e-5
    assert same.m + other.m == pytest.approx(1)
