{#
    Grain: one row: by what pairs are scored, in a fingerprint. Scores of an earlier run
    count as long as it is the same.
#}
with

level_weights as (

    select * from {{ ref('int_identity_level_weights') }}

),

match_rules as (

    select * from {{ ref('int_identity_match_rules') }}

),

blocking_keys as (

    select * from {{ ref('int_identity_blocking_keys') }}

),

population as (

    select * from {{ ref('int_identity_population') }}

),

settings_told as (

    select
        {{ hash_key(["'weight'", 'comparison', 'level', 'm', 'u', 'uses_term_frequency']) }}
            as setting

    from level_weights

    union all

    select
        {{ hash_key(["'rules'", 'link_probability', 'review_probability']) }} as setting

    from match_rules

    union all

    select
        {{ hash_key([
            "'block'", 'blocking_rule_id', 'keys', 'max_descriptions_per_block'
        ]) }} as setting

    from blocking_keys

    union all

    select
        {{ hash_key(["'population'", 'size_bits', 'smoothing_count', 'prior_bits']) }}
            as setting

    from population

),

final as (

    select
        -- text
        {{ rows_fingerprint('setting') }} || ':' || {{ sql_version('int_identity_likely_pairs') }}
            as scored_by

    from settings_told

)

select * from final
