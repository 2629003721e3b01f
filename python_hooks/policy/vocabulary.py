"""The words that policy files share with the models."""

from __future__ import annotations

from typing import Final

# Every trigger of the house, with the thresholds it needs.
TRIGGER_PARAMETERS: Final[dict[str, tuple[str, ...]]] = {
    "welcome": ("window_days", "valid_days"),
    "birthday": ("lead_days", "valid_days"),
    "anniversary": ("min_years", "lead_days", "valid_days"),
    "abandoned_cart": ("idle_minutes", "valid_days"),
    "abandoned_browse": ("window_days", "dwell_minutes", "view_count", "valid_days"),
    "price_drop": ("window_days", "old_price_days", "new_price_hours", "min_share", "valid_days"),
    "back_in_stock": ("out_days", "people_per_item", "valid_days"),
    "new_item": ("min_affinity_share", "valid_days"),
    "post_purchase": ("delay_days", "valid_days"),
    "review_request": ("delivery_days", "delay_days", "valid_days"),
    "replenishment_due": ("min_purchases", "lead_days", "valid_days"),
    "churn_risk": ("min_risk", "max_recency_days", "valid_hours"),
    "win_back": ("min_recency_days", "max_recency_days", "valid_days"),
    "intent_surge": ("valid_hours",),
    "phase_change": ("valid_hours",),
    "segment_change": ("valid_hours",),
    "scheduled_broadcast": ("valid_hours",),
}

# Triggers that come from a calendar, not from what the customer did.
BROADCAST_TRIGGERS: Final = frozenset({"scheduled_broadcast"})

JOURNEY_PREFIX: Final = "journey:"

MERGE_FIELDS: Final = frozenset({"first_name", "category", "product_name", "brand"})

GOLDEN_FIELDS: Final = (
    "first_name",
    "last_name",
    "email",
    "phone",
    "push_token",
    "birth_date",
    "gender",
    "street",
    "city",
    "postal_code",
    "country",
    "language",
    "time_zone",
    "customer_number",
)

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Values of text attributes that no policy file lists.
ATTRIBUTE_VALUES: Final[dict[str, frozenset[str]]] = {
    "decision_phase": frozenset(
        {"initial_consideration", "active_evaluation", "purchase", "post_purchase"}
    ),
    "gender": frozenset({"female", "male", "other"}),
    "personalisation_stage": frozenset({"static", "identity", "data", "single_view", "predictive"}),
}
