{#
    Grain: one row per connected record and round in which it found an earlier leader, the
    earliest record it is known to be connected with. The least one is in force; at the end
    it is the first record of everything connected, whatever stands between.
#}
{{ config(materialized='rounds', meta={'max_rounds': 200}) }}

{{ leaders_round(ref('int_identity_edges'), this, 'record_rank') }}
