{{ config(materialized='view') }}

{{ sync_audience('email') }}
