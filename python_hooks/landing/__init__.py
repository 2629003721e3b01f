"""Raw deliveries to landed Parquet, the same for every engine.

A delivery is one raw file. Each is landed as one Parquet file in which every declared
column is text; what the text means is the business of the staging models.
"""
