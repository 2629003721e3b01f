{#
    Grain: one row per connected person and round in which it found an earlier leader, the
    first known person it is known to share a household with, directly or through others.
    The least one is in force.
#}
{{ config(materialized='rounds', meta={'max_rounds': 200}) }}

{{ leaders_round(ref('int_household_edges'), this, 'person_rank') }}
