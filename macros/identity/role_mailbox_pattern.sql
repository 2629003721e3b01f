{# Mailbox names that are an office, not a person: they say nothing about who writes. #}
{% macro role_mailbox_pattern() -%}
    {%- do return(
        '^(info|information|informacion|contact|contacto|kontakt|hello|hola|hallo|mail|email|correo|post|office|oficina'
        ~ '|admin|administracion|administration|sales|ventas|service|support|soporte|help|team|shop|tienda|web|webmaster'
        ~ '|marketing|recepcion|reception|reservas|booking|billing|facturas|accounts|orders|pedidos)[0-9]{0,2}$'
    ) -%}
{%- endmacro %}
