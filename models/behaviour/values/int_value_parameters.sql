{#
    Grain: one row in all: the parameters in force of the models that predict
    purchases. Of each model those trained on own data where there are any, else
    those that ship.
#}
with

default_parameters as (

    select * from {{ ref('value_default_parameters') }}

),

own_parameters as (

    select * from {{ ref('value_parameters') }}

),

models_trained as (

    select distinct model from own_parameters

),

parameters_in_force as (

    select
        model,
        parameter,
        value

    from own_parameters

    union all

    select
        default_parameters.model,
        default_parameters.parameter,
        default_parameters.value

    from default_parameters

    left join models_trained
        on default_parameters.model = models_trained.model

    where models_trained.model is null

),

final as (

    select
        -- numbers
        {{ value_parameter('bg_nbd', 'r') }} as r,
        {{ value_parameter('bg_nbd', 'alpha') }} as alpha,
        {{ value_parameter('bg_nbd', 'a') }} as a,
        {{ value_parameter('bg_nbd', 'b') }} as b,
        {{ value_parameter('gamma_gamma', 'p') }} as p,
        {{ value_parameter('gamma_gamma', 'q') }} as q,
        {{ value_parameter('gamma_gamma', 'v') }} as v

    from parameters_in_force

)

select * from final
