"""Findings of a table of texts, on this machine:  python local_frame.py articles.parquet findings.parquet"""

import sys

import pandas as pd

from claimcheck.scan import check_frame

if __name__ == "__main__":
    source, target = sys.argv[1:]
    check_frame(pd.read_parquet(source), text="body", id="url").to_parquet(target)
