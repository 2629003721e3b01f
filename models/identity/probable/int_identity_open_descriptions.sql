{{ config(post_hook="{{ tell_what_is_open(this) }}") }}

{#
    Grain: one row per description some of whose pairs must be scored: with all others
    where it changed. Where it is as it was, but one of its values became commoner or
    rarer by a band, or one of its blocks too large or small enough, with the others that
    are open: nothing else can have changed for two that are both as they were.
#}
with

description_versions as (

    select * from {{ ref('int_identity_description_versions') }}

    where is_current

),

blocking_keys as (

    select * from {{ ref('int_identity_blocking_keys') }}

),

turned_blocks as (

    select * from {{ ref('int_identity_blocks') }}

    where is_turned

),

terms as (

    select * from {{ ref('int_identity_terms') }}

),

scored_terms as (

    select * from {{ kept_by('int_identity_scored_terms') }}

),

changed_descriptions as (

    select * from description_versions

    where is_changed

),

unchanged_descriptions as (

    select * from description_versions

    where not is_changed

),

shifted_terms as (

    select
        terms.comparison,
        terms.term

    from terms
    inner join scored_terms
        on
            terms.comparison = scored_terms.comparison
            and terms.term = scored_terms.term
            and terms.chance_bits <> scored_terms.chance_bits

),

unchanged_in_blocks as (

    {{ blocks_of('unchanged_descriptions', 'blocking_keys', ['record_rank']) }}

),

unsettled as (

    {% for comparison in comparison_names() %}
        select unchanged_descriptions.record_rank
        from unchanged_descriptions
        inner join shifted_terms
            on
                shifted_terms.comparison = '{{ comparison }}'
                and cast(
                    {{ comparison_term(comparison, 'unchanged_descriptions') }}
                    as {{ dbt.type_string() }}
                ) = shifted_terms.term

        union all
    {% endfor %}

    select unchanged_in_blocks.record_rank
    from unchanged_in_blocks
    inner join turned_blocks
        on
            unchanged_in_blocks.blocking_rule_id = turned_blocks.blocking_rule_id
            and unchanged_in_blocks.block = turned_blocks.block

),

final as (

    select
        -- ids
        record_rank,

        -- booleans
        true as is_changed

    from changed_descriptions

    union all

    select distinct
        record_rank,
        false as is_changed

    from unsettled

)

select * from final
