{# Names are compared by plain letters, whatever script they are written in. #}
with

cases (case_number, raw_text, expected_text) as (

    values
        (1, 'Ľubomír Ŕehoř', 'lubomir rehor'),
        (2, 'Nguyễn Thị Đặng', 'nguyen thi dang'),
        (3, 'Łukasz Müller-Lüdenscheidt', 'lukasz muller ludenscheidt'),
        (4, 'Øystein Þórsson', 'oystein þorsson'),
        (5, 'Ģirts Ķēniņš', 'girts kenins'),
        (6, 'Татьяна Юрьевна Щукина', 'tatana urevna sukina'),
        (7, 'Γιώργος Παπαδόπουλος', 'giorgos papadopoylos'),
        (8, 'Straße Œuvre Ærø', 'strasse oeuvre aero'),
        (9, 'Ana{{ "\u0301" }}  (d''Or)', 'ana d or'),
        (10, '{{ "\u5c71\u7530" }}', '{{ "\u5c71\u7530" }}'),
        (11, '--', null),
        (12, cast(null as {{ dbt.type_string() }}), null)

),

final as (

    select
        case_number,
        raw_text,
        expected_text

    from cases
    where {{ fold_name('raw_text') }} is distinct from expected_text

)

select * from final
