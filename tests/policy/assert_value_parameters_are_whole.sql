{#
    A trained model of purchases has all its parameters, and amounts that have a mean;
    half of one would leave every prediction empty.
#}
with

value_parameters as (

    select * from {{ ref('value_parameters') }}

),

final as (

    select
        model,
        count(distinct parameter) as parameter_count,
        min(case when parameter = 'q' then value end) as q

    from value_parameters

    group by model

    having
        count(
            distinct case
                when model = 'bg_nbd' and parameter in ('r', 'alpha', 'a', 'b') then parameter
                when model = 'gamma_gamma' and parameter in ('p', 'q', 'v') then parameter
            end
        ) <> case when model = 'bg_nbd' then 4 else 3 end
        or min(case when parameter = 'q' then value end) <= 1

)

select * from final
