"""Facts from a folder of CSV or Parquet files."""
