{{ config(materialized='view') }}

{{ sync_audience('till') }}
