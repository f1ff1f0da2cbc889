"""Speed of reading figures, beside other extractors where they are installed.

    python tests/benchmarks/bench_quantities.py [--english FILE] [--chinese FILE] [--no-peers]

Without files the texts are made here: paragraphs about models and hardware, dense with figures, and the same words
without any. quantulum3 (English) and recognizers-text-suite (Chinese) are run in the same process when they can be
imported; the last lines print how many times faster claimcheck is. Peers are given paragraphs, since some of them do
not end on whole documents, and few of them, since they are slow; rates are characters a second of process time.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import time
from collections.abc import Callable, Iterable

ENGLISH = """\
The model has 671 billion parameters, of which 37B are active for each token, and was trained on 14.8T tokens.
It reached 79.8% on the hardest set, up 3.2 points from about 76.6% a year before, at $0.55 per million input tokens.
Training took 2.788M H800 GPU hours on 2,048 GPUs, or roughly $5.6 million, less than a tenth of what others paid.
The card draws 575 W, holds 32 GB of memory at 1,792 GB/s and costs between $1,999 and $2,399 since Jan. 30, 2025.
"""
CHINESE = """\
该模型拥有6710亿个参数，每个词元激活370亿，训练数据达到14.8万亿个token，上下文长度为128K。
在2025年1月20日的测试中得分为79.8%，比上一代高出约3.2个百分点，每百万输入tokens的价格仅为0.5元。
训练只用了2048块GPU，成本近600万美元，不到同类产品的十分之一，推理速度提高了3倍，每秒60个tokens。
这款显卡功耗575W，显存32GB，带宽1.79TB/s，国行售价16499元起，比前代贵了两成左右，首批供应上万张。
"""
_NUMBER_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|tenth|hundred|thousand|million|billion|first|second|third|half)\b",
    re.IGNORECASE,
)
_NUMERALS = re.compile("[0-9零〇一二两三四五六七八九十百千万亿兆半几数壹贰叁肆伍陆柒捌玖拾佰仟]")


def without_numbers(text: str) -> str:
    return _NUMERALS.sub("", _NUMBER_WORDS.sub("", text))


def rate(call: Callable[[str], object], texts: Iterable[str], repeats: int = 5) -> float:
    """Characters a second: the best of some runs over all texts."""
    pieces = [text for text in texts if text.strip()]
    call(pieces[0])
    best = float("inf")
    for _ in range(repeats):
        began = time.process_time()
        for piece in pieces:
            call(piece)
        best = min(best, time.process_time() - began)
        if best > 20:
            break
    return sum(map(len, pieces)) / max(best, 1e-9)


def quantulum() -> Callable[[str], object] | None:
    try:
        from quantulum3 import parser
    except ImportError:
        return None
    return parser.parse  # type: ignore[no-any-return]


def recognizers() -> Callable[[str], object] | None:
    """All six models of Microsoft's recognizers for Chinese."""
    try:
        from recognizers_number import NumberRecognizer
        from recognizers_number_with_unit import NumberWithUnitRecognizer
    except ImportError:
        return None
    culture = "zh-cn"
    numbers, units = NumberRecognizer(culture), NumberWithUnitRecognizer(culture)
    models = [
        numbers.get_number_model(),
        numbers.get_ordinal_model(),
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
        units.get_age_model(),
        units.get_temperature_model(),
    ]
    return lambda text: [model.parse(text) for model in models]


def main() -> None:
    import claimcheck

    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--english", type=pathlib.Path)
    arguments.add_argument("--chinese", type=pathlib.Path)
    arguments.add_argument("--no-peers", action="store_true")
    options = arguments.parse_args()
    english = options.english.read_text(encoding="utf-8") if options.english else ENGLISH * 400
    chinese = options.chinese.read_text(encoding="utf-8") if options.chinese else CHINESE * 400
    read = claimcheck.quantities.quantities
    scan = claimcheck.quantities.scan
    ours: dict[str, float] = {}
    for name, text in (("English", english), ("Chinese", chinese)):
        paragraphs = text.split("\n")
        ours[name] = rate(read, paragraphs)
        bare = without_numbers(text)
        print(f"{name}: raw text, by paragraph {ours[name]:>14,.0f} characters a second")
        print(f"{name}: raw text, whole        {rate(read, [text]):>14,.0f}")
        print(f"{name}: normalised text, whole {rate(scan, [text]):>14,.0f}")
        print(f"{name}: without numbers        {rate(read, [bare]):>14,.0f}")
    if options.no_peers:
        return
    for name, peer, call, text in (
        ("English", "quantulum3", quantulum(), english),
        ("Chinese", "recognizers-text-suite", recognizers(), chinese),
    ):
        if call is None:
            print(f"{peer} is not installed")
            continue
        sample = text[:20_000].split("\n")
        theirs = rate(call, sample, repeats=1)
        print(f"{name}: {peer} {theirs:,.0f}; claimcheck is {ours[name] / theirs:,.1f} times as fast")


if __name__ == "__main__":
    main()
