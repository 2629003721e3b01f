{#
    What audience rules may look at: per subject, each attribute and its kind.
    Columns of dim_customers and dim_customer_profiles (customer) and of
    fct_customer_categories (category); names and addresses are not among them.
    The one list: models, tests and `batuta check` read it.
#}
{% macro audience_attributes() -%}
    {%- do return({
        'customer': {
            'age': 'number',
            'average_order_amount': 'number',
            'birth_date': 'date',
            'churn_risk': 'number',
            'city': 'text',
            'completeness_score': 'number',
            'country': 'text',
            'days_since_interaction': 'number',
            'decision_phase': 'text',
            'expected_orders_30d': 'number',
            'expected_orders_365d': 'number',
            'expected_orders_90d': 'number',
            'expected_value_amount': 'number',
            'first_seen_at': 'date',
            'frequency_class': 'text',
            'frequency_score': 'number',
            'gender': 'text',
            'intent_score': 'number',
            'is_intent_surge': 'boolean',
            'language': 'text',
            'last_seen_at': 'date',
            'lifecycle_stage': 'text',
            'monetary_score': 'number',
            'net_amount': 'number',
            'order_count': 'number',
            'personalisation_stage': 'text',
            'postal_code': 'text',
            'preferred_channel': 'text',
            'preferred_hour': 'number',
            'probability_alive': 'number',
            'recency_class': 'text',
            'recency_days': 'number',
            'recency_score': 'number',
            'record_count': 'number',
            'rfm_segment': 'text',
            'time_zone': 'text',
            'top_category': 'text',
        },
        'category': {
            'affinity_score': 'number',
            'carted_count_30d': 'number',
            'chat_count_90d': 'number',
            'dwell_seconds_7d': 'number',
            'first_ordered_at': 'date',
            'intent_score': 'number',
            'is_intent_surge': 'boolean',
            'last_ordered_at': 'date',
            'last_viewed_at': 'date',
            'net_amount': 'number',
            'ordered_count': 'number',
            'viewed_count_30d': 'number',
        },
    }) -%}
{%- endmacro %}
