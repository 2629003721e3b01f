{#
    Grain: one row per staged person record that existed as of this run.
    `record_rank` puts them in the one order that identity works in: earlier created
    first (unknown last), then source, then record id.
#}
with

people as (

    {{ union_staged('people') }}

),

name_variants as (

    select * from {{ ref('name_variants') }}

),

existing as (

    select
        source_name,
        source_record_id,
        customer_number,
        account_id,
        email,
        phone,
        {{ fold_name('first_name') }} as folded_first_name,
        {{ fold_name('last_name') }} as last_name_key,
        {{ fold_name('street') }} as street_key,
        replace({{ fold_name('postal_code') }}, ' ', '') as postal_code_key,
        {{ fold_name('city') }} as city_key,
        birth_date,
        created_at,
        updated_at

    from people

    where created_at is null or created_at <= {{ as_of() }}

),

final as (

    select
        -- ids
        cast(
            row_number() over (
                order by
                    existing.created_at asc nulls last,
                    existing.source_name asc,
                    existing.source_record_id asc
            ) as bigint
        ) as record_rank,
        existing.source_name,
        existing.source_record_id,
        existing.customer_number,
        existing.account_id,
        existing.email,
        existing.phone,

        -- text
        coalesce(name_variants.name, existing.folded_first_name) as first_name_key,
        existing.last_name_key,
        existing.street_key,
        existing.postal_code_key,
        existing.city_key,

        -- times
        existing.birth_date,
        existing.created_at,
        existing.updated_at

    from existing
    left join name_variants on existing.folded_first_name = name_variants.variant

)

select * from final
