"""Reading speed and linearity: `python tests/benchmarks/bench_documents.py [MEGABYTES]`. No test: it prints a table.

"read" is blocks only (views are built on first use), "views" builds every view and table as well.
"""

from __future__ import annotations

import resource
import sys
import time

from claimcheck.documents import Bounds, read

ENGLISH = (
    "The model reached 79.8 percent on the mathematics test, which is 0.6 points more than its\n"
    "rival, and it was trained on 14.8 trillion tokens for about 5.6 million dollars. Nobody had\n"
    "expected that a release in January would change what customers pay for a million tokens.\n\n"
)
# As most Chinese texts come: a paragraph is a line. The wrapped one has lines of twenty characters, four a paragraph.
CHINESE = (
    "该模型在数学竞赛中的准确率达到79.8%，比对手高出0.6个百分点，训练使用了14.8万亿个token，成本约为557.6万美元。"
    "业界没有想到年初的发布会改变每百万token的价格。\n\n"
)
WRAPPED = (
    "该模型在数学竞赛中的准确率达到79.8%，比对手高出\n0.6个百分点，训练使用了14.8万亿个token，\n"
    "成本约为557.6万美元。业界没有想到年初的发布\n会改变每百万token的价格。\n\n"
)
WORDS = (
    "The team says that the gain comes from longer reinforcement learning and not from more data, and that the price "
    "of a million tokens will stay where it is until the summer, when a smaller version is due. "
)
MARKDOWN = (
    "## Results of the *winter* release\n\n"
    f"The model reached **79.8**% on [the test](https://example.org/a_b). {WORDS}\n"
    f"`mini-7b` scored 55.5% with 10<sup>25</sup> FLOP, see[^1].\n\n{WORDS}\n\n- first item with 32 GB of memory\n"
    "- second item with $3.8\\times10^{25}$ operations\n\n"
    "| Model | AIME | MATH |\n|---|---:|---:|\n| **A** | 79.8 | 97.3 |\n"
    f"| B | 79.2 | 96.4 |\n\n> quoted 12.5%\n\n{WORDS}{WORDS}\n\n"
)
HTML = (
    f'<h2 class="title">Results</h2>\n<p class="text" style="margin:0">The model reached <strong>79.8</strong>% on '
    f'<a href="https://example.org/x" target="_blank">the test</a> &amp; scored 10<sup>25</sup>. {WORDS}</p>\n'
    f"<p>{WORDS}</p>\n<ul><li>32 GB of memory</li><li>1.8 TB/s of bandwidth</li></ul>\n<p>{WORDS}{WORDS}</p>\n"
    "<table><tr><th>Model</th><th>AIME</th></tr><tr><td>A</td><td><b>79.8</b></td></tr></table>\n"
)
CASES = {
    "text, English": ("a.txt", ENGLISH),
    "text, Chinese": ("a.txt", CHINESE),
    "Chinese, wrapped": ("a.txt", WRAPPED),
    "Markdown": ("a.md", MARKDOWN),
    "HTML": ("a.html", HTML),
}


def main() -> None:
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    bounds = Bounds(bytes=1 << 31, blocks=50_000_000)
    print(f"{'case':<18}{'MB':>6}{'read MB/s':>12}{'views MB/s':>12}{'twice the size':>16}")
    for name, (path, part) in CASES.items():
        data = (part * int(size * 1e6 / len(part.encode()))).encode()
        _read(part.encode() * 9, path, bounds)  # imports
        single = _read(data, path, bounds)
        double = _read(data * 2, path, bounds)
        start = time.process_time()
        document = read(data, path, bounds=bounds)
        for block in document.blocks:
            _ = block.table if block.kind == "table" else block.view
        views = time.process_time() - start
        print(
            f"{name:<18}{len(data) / 1e6:>6.1f}{len(data) / 1e6 / single:>12.1f}{len(data) / 1e6 / views:>12.1f}"
            f"{double / single:>15.2f}x"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _read(data: bytes, path: str, bounds: Bounds) -> float:
    start = time.process_time()
    read(data, path, bounds=bounds)
    return time.process_time() - start


if __name__ == "__main__":
    main()
