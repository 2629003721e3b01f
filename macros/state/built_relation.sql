{#
    A table of a room, by the names it is built under. An operation belongs to no
    room and to no place in the graph, so `ref` would refuse it.
#}
{% macro built_relation(room, name) -%}
    {%- do return(api.Relation.create(
        database=(target.database if target.type == 'duckdb' else none), schema=room, identifier=name
    )) -%}
{%- endmacro %}
