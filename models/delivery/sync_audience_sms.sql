{{ config(materialized='view') }}

{{ sync_audience('sms') }}
