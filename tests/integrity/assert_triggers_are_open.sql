{#
    Guards every model listed in trigger_models(): a reason that has not begun or
    has ended would reach customers too early or too late.
#}
select
    trigger_id,
    trigger_name,
    triggered_at,
    expires_at

from {{ ref('fct_triggers') }}

where
    not (triggered_at <= {{ as_of() }} and expires_at > {{ as_of() }})
