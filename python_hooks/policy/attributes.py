"""What audience rules may look at.

The same list as `macros/policy/audience_attributes.sql` and `sensitive_attributes.sql`, which the
models read; a test keeps them equal.
"""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["text", "number", "boolean", "date"]

CUSTOMER_ATTRIBUTES: Final[dict[str, Kind]] = {
    "age": "number",
    "average_order_amount": "number",
    "birth_date": "date",
    "churn_risk": "number",
    "city": "text",
    "completeness_score": "number",
    "country": "text",
    "days_since_interaction": "number",
    "decision_phase": "text",
    "expected_orders_30d": "number",
    "expected_orders_365d": "number",
    "expected_orders_90d": "number",
    "expected_value_amount": "number",
    "first_seen_at": "date",
    "frequency_class": "text",
    "frequency_score": "number",
    "gender": "text",
    "intent_score": "number",
    "is_intent_surge": "boolean",
    "language": "text",
    "last_seen_at": "date",
    "lifecycle_stage": "text",
    "monetary_score": "number",
    "net_amount": "number",
    "order_count": "number",
    "personalisation_stage": "text",
    "postal_code": "text",
    "preferred_channel": "text",
    "preferred_hour": "number",
    "probability_alive": "number",
    "recency_class": "text",
    "recency_days": "number",
    "recency_score": "number",
    "record_count": "number",
    "rfm_segment": "text",
    "time_zone": "text",
    "top_category": "text",
}

CATEGORY_ATTRIBUTES: Final[dict[str, Kind]] = {
    "affinity_score": "number",
    "carted_count_30d": "number",
    "chat_count_90d": "number",
    "dwell_seconds_7d": "number",
    "first_ordered_at": "date",
    "intent_score": "number",
    "is_intent_surge": "boolean",
    "last_ordered_at": "date",
    "last_viewed_at": "date",
    "net_amount": "number",
    "ordered_count": "number",
    "viewed_count_30d": "number",
}

AUDIENCE_ATTRIBUTES: Final[dict[str, dict[str, Kind]]] = {
    "customer": CUSTOMER_ATTRIBUTES,
    "category": CATEGORY_ATTRIBUTES,
}

SENSITIVE_ATTRIBUTES: Final = ("age", "birth_date", "gender")

# Text columns of dim_customer_profiles: what a contact cap may be limited to.
PROFILE_TEXT_ATTRIBUTES: Final = (
    "decision_phase",
    "frequency_class",
    "lifecycle_stage",
    "personalisation_stage",
    "preferred_channel",
    "recency_class",
    "rfm_segment",
    "top_category",
)

# The ends, both included, between which the numbers lie; None is no end. The models' tests
# say the same of their columns.
ATTRIBUTE_RANGES: Final[dict[str, tuple[int | None, int | None]]] = {
    "affinity_score": (0, 1),
    "age": (0, 130),
    "carted_count_30d": (0, None),
    "chat_count_90d": (0, None),
    "churn_risk": (0, 1),
    "completeness_score": (0, 1),
    "days_since_interaction": (0, None),
    "dwell_seconds_7d": (0, None),
    "expected_orders_30d": (0, None),
    "expected_orders_365d": (0, None),
    "expected_orders_90d": (0, None),
    "frequency_score": (1, 5),
    "intent_score": (0, 1),
    "monetary_score": (1, 5),
    "order_count": (0, None),
    "ordered_count": (0, None),
    "preferred_hour": (0, 23),
    "probability_alive": (0, 1),
    "recency_days": (0, None),
    "recency_score": (1, 5),
    "record_count": (1, None),
    "viewed_count_30d": (0, None),
}

# Numbers that have no decimals.
WHOLE_ATTRIBUTES: Final = frozenset(
    {
        "age",
        "carted_count_30d",
        "chat_count_90d",
        "days_since_interaction",
        "dwell_seconds_7d",
        "frequency_score",
        "monetary_score",
        "order_count",
        "ordered_count",
        "preferred_hour",
        "recency_days",
        "recency_score",
        "record_count",
        "viewed_count_30d",
    }
)
