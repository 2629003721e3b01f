{# The comparable form of a country's name. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, ' United  Kingdom ', 'united kingdom'),
        (2, 'U.S.A.', 'usa'),
        (3, 'EIRE', 'eire'),
        (4, 'España', 'españa'),
        (5, ' ', null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where {{ normalise_country('raw_text') }} is distinct from expected_text

)

select * from final
