{{ config(materialized='view') }}

{{ sync_audience('direct_mail') }}
