"""Findings of a table of texts on Spark.

    spark-submit --master local[2] spark_frame.py articles.parquet findings
    spark-submit --master yarn --archives environment.tar.gz#environment spark_frame.py articles.parquet findings

Workers need claimcheck: set PYSPARK_PYTHON to an environment that has it (./environment/bin/python with --archives).
"""

import sys

from pyspark.sql import SparkSession

from claimcheck.scan import SPARK_SCHEMA, mapper

if __name__ == "__main__":
    source, target = sys.argv[1:]
    spark = SparkSession.builder.appName("claimcheck").getOrCreate()
    texts = spark.read.parquet(source).select("url", "body")
    texts.mapInPandas(mapper("body", "url"), SPARK_SCHEMA).write.mode("overwrite").parquet(target)
