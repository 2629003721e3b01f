{{ config(materialized='view') }}

{{ sync_audience('push') }}
