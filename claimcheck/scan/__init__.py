"""Corpora: many texts in JSONL, CSV, Parquet, WARC or WET, checked on all cores, on Dask or on Spark.

One function does the work, whatever engine calls it: `check_frame`, a pandas DataFrame of texts in, a DataFrame of
findings out, with the columns of SCHEMA. `scan` cuts the input into partitions, gives each to a worker, and writes
one Parquet file of findings and one file of bad rows a partition, each moved into place when it is whole; a partition
that is there already is not done again. Nothing is shuffled: a partition's result depends on nothing but its rows.
"""

from __future__ import annotations

from claimcheck.scan.frame import SCHEMA, SPARK_SCHEMA, check_frame, mapper, meta, require_columns
from claimcheck.scan.run import Summary, scan

__all__ = ["SCHEMA", "SPARK_SCHEMA", "Summary", "check_frame", "mapper", "meta", "require_columns", "scan"]
