"""The policy files, one by one."""

from __future__ import annotations

from typing import Final

from python_hooks.policy.shapes import (
    LONGEST_DAYS,
    Column,
    Shape,
    boolean,
    choice,
    date,
    days,
    name,
    names,
    number,
    positive,
    text,
    time,
    whole,
)

SCOPES: Final = ("campaign", "group", "topic", "all")
OPERATORS: Final = ("=", "!=", "<", "<=", ">", ">=", "in", "not_in", "is_null", "is_not_null")
# An amount is multiplied by shares of 4 decimal places, in a number of 18 digits.
LARGEST_AMOUNT: Final = 1_000_000_000
UNLIMITED: Final = "for no limit leave the cell empty"

FILES: Final[tuple[Shape, ...]] = (
    Shape(
        "campaigns.csv",
        ("campaign_id",),
        (
            name("campaign_id", required=True),
            text("campaign_name", required=True),
            name("campaign_group"),
            choice("status", "draft", "test", "live", "paused"),
            name("trigger_name", "trigger", required=True),
            name("audience_rule_id", "audience rule"),
            name("topic", "topic", required=True),
            choice("purpose", "marketing", "service"),
            whole("priority", 0, 100),
            names("channels", "channel", required=True),
            date("starts_date"),
            date("ends_date"),
            time("send_time", "asap", "preferred"),
            days("cooldown_days", zero="0 is no cooldown; leave the cell empty to say so"),
            days("ttl_days"),
            whole("daily_capacity", zero=f"0 sends none; {UNLIMITED}"),
            boolean("obeys_caps"),
            boolean("counts_to_caps"),
            boolean("obeys_exclusions"),
            number("holdout_share", 0, 1),
            number("expected_value_amount", -LARGEST_AMOUNT, LARGEST_AMOUNT),
            number("contact_cost_amount", 0, LARGEST_AMOUNT),
        ),
    ),
    Shape(
        "channels.csv",
        ("channel",),
        (
            name("channel", required=True),
            choice("status", "open", "stopped"),
            choice(
                "contact_point_type",
                "email",
                "phone",
                "push_token",
                "postal_address",
                "customer_number",
            ),
            boolean("requires_opt_in"),
            days(
                "max_consent_age_days",
                zero="0 lets every consent go stale at once; leave the cell empty for no limit",
            ),
            time("send_from"),
            time("send_until"),
            names("send_days", "weekday"),
            whole("daily_capacity", zero=f"0 sends none; {UNLIMITED}"),
            number("unit_cost_amount", 0, LARGEST_AMOUNT),
        ),
    ),
    Shape(
        "campaign_contents.csv",
        ("campaign_id", "content_id", "language"),
        (
            name("campaign_id", "campaign", required=True),
            name("content_id", required=True),
            name("audience_rule_id", "audience rule"),
            name("language", "language", required=True),
            name("message_template_id", "template", required=True),
            choice(
                "recommendation",
                "none",
                "same_item",
                "similar_item",
                "next_item",
                required=False,
            ),
            name("offer_code"),
            name("link"),
        ),
        when_absent="audiences go out without texts",
    ),
    Shape(
        "audience_rules.csv",
        (
            "audience_rule_id",
            "any_of",
            "subject",
            "subject_value",
            "attribute",
            "operator",
            "value",
        ),
        (
            name("audience_rule_id", required=True),
            whole("any_of", None, required=True),
            choice("subject", "customer", "category"),
            name("subject_value"),
            name("attribute", required=True),
            choice("operator", *OPERATORS),
            text("value"),
            text("reason"),
        ),
        when_absent="every campaign is for everyone with its trigger",
    ),
    Shape(
        "trigger_rules.csv",
        ("trigger_name", "parameter"),
        (
            name("trigger_name", required=True),
            name("parameter", required=True),
            number("value", 0, required=True),
            name("unit"),
        ),
        when_absent="no trigger fires, so no campaign reaches anybody",
    ),
    Shape(
        "campaign_exclusions.csv",
        ("exclusion_id",),
        (
            name("exclusion_id", required=True),
            choice("blocking_scope", *SCOPES),
            name("blocking_value"),
            choice("blocked_scope", *SCOPES),
            name("blocked_value"),
            days("window_days", required=True, empty="write 0 for the rest of the same day"),
            text("reason"),
        ),
        when_absent="no campaign keeps another away",
    ),
    Shape(
        "contact_caps.csv",
        ("cap_id",),
        (
            name("cap_id", required=True),
            choice("scope", "all", "channel", "topic", "group", "campaign"),
            name("scope_value"),
            choice("unit", "customer", "contact_point"),
            choice(
                "window_type", "rolling_days", "calendar_day", "calendar_week", "calendar_month"
            ),
            days("window_days", 1),
            whole(
                "max_contacts",
                required=True,
                zero="0 allows no contact at all; an unlimited cap is a cap that is not there",
                empty="write 0 for none, or take the row out for no limit",
            ),
            name("profile_attribute"),
            name("profile_value"),
        ),
        when_absent="nothing limits how often a customer is contacted",
    ),
    Shape(
        "topics.csv",
        ("topic",),
        (name("topic", required=True), boolean("is_sensitive")),
        when_absent="topics are not checked and none is sensitive",
    ),
    Shape(
        "topic_categories.csv",
        ("topic", "category"),
        (name("topic", "topic", required=True), name("category", "category", required=True)),
        when_absent="triggers about an item respect the campaign's topic only",
    ),
    Shape(
        "outside_campaigns.csv",
        ("source_name", "campaign_pattern"),
        (
            name("source_name", "source", required=True),
            Column("campaign_pattern", kind="pattern", required=True),
            name("campaign_group"),
            name("topic", "topic"),
            choice("purpose", "marketing", "service", required=False),
            boolean("counts_to_caps"),
        ),
        when_absent="every send of another tool counts to the caps",
    ),
    Shape(
        "fx_rates.csv",
        ("currency", "valid_from_date"),
        (
            name("currency", required=True),
            date("valid_from_date", required=True),
            positive("rate", maximum=10_000_000),
        ),
        when_absent="amounts in other currencies are quarantined",
    ),
    Shape(
        "journeys.csv",
        ("journey_id", "step_number"),
        (
            name("journey_id", required=True),
            whole("step_number", 1, required=True),
            name("campaign_id", "campaign", required=True),
            name("entry_trigger_name", "trigger"),
            days("wait_days"),
            Column("exit_events", is_list=True),
            choice("when_blocked", "wait", "skip"),
            days("reentry_days"),
        ),
        when_absent="there are no journeys",
    ),
    Shape(
        "rfm_bands.csv",
        ("measure", "score"),
        (
            choice("measure", "recency_days", "order_count", "net_amount"),
            whole("score", 1, 5, required=True),
            number("minimum"),
            number("maximum"),
        ),
        when_absent="nobody gets RFM scores",
    ),
    Shape(
        "rfm_segments.csv",
        ("position",),
        (
            whole("position", None, required=True),
            name("rfm_segment", required=True),
            *(
                whole(f"{measure}_{end}", 1, 5, required=True)
                for measure in ("recency", "frequency", "monetary")
                for end in ("min", "max")
            ),
        ),
        when_absent="nobody is in an RFM segment",
    ),
    Shape(
        "lifecycle_rules.csv",
        ("class_type", "position", "attribute"),
        (
            choice("class_type", "frequency_class", "recency_class", "lifecycle_stage"),
            whole("position", None, required=True),
            name("class_name", required=True),
            choice(
                "attribute",
                "order_count",
                "recency_days",
                "days_since_interaction",
                "net_amount",
                "tenure_days",
            ),
            number("minimum"),
            number("maximum"),
        ),
        when_absent="nobody has a frequency class, a recency class or a lifecycle stage",
    ),
    Shape(
        "intent_weights.csv",
        ("signal",),
        (
            choice(
                "signal",
                "viewed",
                "dwelled",
                "searched",
                "carted",
                "checkout",
                "chatted",
                "store_visit",
                "ordered",
            ),
            number("weight", 0, 1000, required=True),
            positive("half_life_days", 0.0001, LONGEST_DAYS),
        ),
        when_absent="every intent score is 0",
    ),
    Shape(
        "survivorship_rules.csv",
        ("field",),
        (
            name("field", "golden field", required=True),
            choice(
                "strategy",
                "most_trusted",
                "most_recent",
                "most_frequent",
                "longest",
                "verified_first",
            ),
            names("source_order", "source"),
        ),
        when_absent="golden fields take the most recent value",
    ),
    Shape(
        "identifier_rules.csv",
        ("identifier_type", "rule", "value"),
        (
            choice(
                "identifier_type", "email", "phone", "customer_number", "account_id", "probable"
            ),
            choice(
                "rule",
                "priority",
                "max_values_per_person",
                "max_records_per_value",
                "never_value",
                "never_pattern",
                "link_probability",
                "review_probability",
                "max_contradicting_share",
            ),
            text("value", required=True),
            text("reason"),
        ),
        when_absent="placeholders such as test@… link strangers",
    ),
    Shape(
        "identity_verdicts.csv",
        ("source_name", "source_record_id", "other_source_name", "other_source_record_id"),
        (
            name("source_name", "source", required=True),
            name("source_record_id", required=True),
            name("other_source_name", "source", required=True),
            name("other_source_record_id", required=True),
            choice("verdict", "must-link", "cannot-link"),
            text("reason"),
        ),
        when_absent="nobody has decided who is who",
    ),
    Shape(
        "identity_weights.csv",
        ("comparison", "level"),
        (
            name("comparison", required=True),
            name("level", required=True),
            positive("m", maximum=1_000_000),
            number("u", 0, 1),
            boolean("uses_term_frequency"),
            date("trained_date"),
            text("data_hash"),
            text("settings"),
        ),
        when_absent="the weights that ship count",
    ),
    Shape(
        "message_templates.csv",
        ("message_template_id", "language"),
        (
            name("message_template_id", required=True),
            name("language", required=True),
            choice("kind", "message", "trigger_sentence"),
            name("trigger_name", "trigger"),
            text("subject"),
            text("body", required=True),
            choice("disclosure", "none", "interest", "detailed"),
        ),
        when_absent="audiences go out without texts and sentences",
    ),
    Shape(
        "category_labels.csv",
        ("category", "language"),
        (
            name("category", required=True),
            name("language", required=True),
            text("label", required=True),
        ),
        when_absent="texts name categories as the data does",
    ),
)

SHAPES: Final = {shape.file: shape for shape in FILES}
