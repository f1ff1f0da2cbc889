"""Findings of a table of texts on a Dask cluster.

python dask_frame.py articles.parquet findings                          a cluster of processes on this machine
python dask_frame.py articles.parquet findings tcp://scheduler:8786     a running one
"""

import sys

import dask.dataframe as dd
from distributed import Client

from claimcheck.scan import check_frame, meta

if __name__ == "__main__":
    source, target, *address = sys.argv[1:]
    with Client(*address):
        texts = dd.read_parquet(source, columns=["url", "body"])
        texts.map_partitions(check_frame, "body", "url", meta=meta()).to_parquet(target)
