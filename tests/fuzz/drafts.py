"""Hypothesis strategies: whole drafts of every text format, registries, settings files and command lines."""

from __future__ import annotations

import json

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

NAMES = (
    "DeepSeek-R1", "R1", "GPT-4", "GPT-4o", "o1", "o1-1217", "Llama 3.1 405B", "深度求索 R1", "H100", "RTX 5090",
    "英伟达",
    "DeepSeek", "Open AI", "该模型", "its", "the model", "DeepSeek-Rl", "GPT4", "深度求索",
)  # fmt: skip
METRICS = (
    "AIME 2024", "AIME", "MMLU", "MATH-500", "parameters", "总参数量", "training cost", "训练成本", "context length",
    "显存",
    "memory", "input price", "Codeforces", "HumanEval", "GPQA Diamond", "bandwidth", "release date", "发布",
)  # fmt: skip
FIGURES = (
    "79.8%", "７９．８％", "97.8 %", "6710亿", "671B", "671 billion", "$5.576 million", "557.6万美元", "近600万美元",
    "10^25",
    "10²⁵", "1e26", "3.5 times", "高出2倍", "三分之一", "from 15.6% to 71.0%", "+55.4 points", "-0", "1,000,000,000",
    "1.2.3",
    "2025-01-20", "2025年1月", "128K", "80 GB", "3.35 TB/s", "$0.55/1M tokens", "每百万token 4元", "100-200", "5~13%",
    "≥ 90",
    "½", "百分之八十", "一万五千", "1.5 万到 3 万元", "Q3 2024", "top 5", "第3", "0x1F", "1/0", "0%",
    "999999999999999999999e999",
    "pass@1", "5-shot", "32 GB (80 GB)", "8×H100", "1 in 3", "$$", "NaN", "∞", "twenty-five", "a third of",
)  # fmt: skip
JOINTS = (
    " ", ", ", "，", "。", ". ", "\n", "\n\n", "、", " and ", " vs ", "; ", "：", " (", ") ", "（", "）", "\t",
    " is ", " scores ",
    "达到", "为", " on ", "分别为", " respectively", " than ", "比", "more than ", "约", "—", "“", "”", '"', "'",
    "\r\n", "\r",
)  # fmt: skip
MARKS = (
    "#", "##", "*", "**", "_", "`", "```", "~~~", "|", "|---|", ">", "- ", "1. ", "![](", "[a](",
    "](http://x.example)", "<!--",
    "-->", "<", ">", "</", "<b>", "</b>", "<table>", "<tr><td>", "<th colspan=9999999>", "</td>", "<td rowspan=0>",
    "<script>",
    "<pre>", "&amp;", "&#0;", "&#x110000;", "&bogus", "<![CDATA[", "<?", "---\n", "+++\n", "date: 2025\n", "$", "$$",
    "\\[",
    "\\begin{tabular}{ll}", "\\end{tabular}", "\\\\", "&", "\\multicolumn{99}{c}{", "\\textbf{", "{", "}", "%", "\\%",
    "~",
    "\\input{x}", "\\begin{document}", ".. note::\n", "====\n", "::\n", ":math:`", "+---+\n", "[^1]", "[^1]: ", ":::",
    "=",
    "<!-- claimcheck: ignore[CC101] -->", "<!-- claimcheck: ignore[", "claimcheck: ignore",
    "% claimcheck: ignore-file",
    "\u00a0", "\u200b", "\u200d", "\u0301", "\u202e", "\ufeff", "\u2028", "\x0c", "\x00", "\x1b[31m", "\x85",
    "👩‍👩‍👧", "\U0010ffff",
    "ﬁ", "İ", "ß", "Ⅻ", "㎏", "㏒", "①", "〇", "零", "兆", "\ue000", "，", "．",
)  # fmt: skip

_words = st.sampled_from((*NAMES, *METRICS, *FIGURES, *JOINTS, *JOINTS, *FIGURES))
_wild = st.one_of(_words, _words, st.sampled_from(MARKS), st.text(max_size=8))


def prose(pieces: int = 14) -> SearchStrategy[str]:
    """Names, metrics and figures in any order, with the joints between them."""
    return st.lists(_words, max_size=pieces).map("".join)


def wild(pieces: int = 30) -> SearchStrategy[str]:
    """Prose cut through by markup of every format and by characters that few expect."""
    return st.lists(_wild, max_size=pieces).map("".join)


_rows = st.lists(st.lists(st.one_of(_words, prose(3), wild(3)), min_size=1, max_size=5), min_size=1, max_size=5)


def _markdown(parts: tuple[str, str, list[list[str]], str]) -> str:
    title, first, rows, last = parts
    head = f"---\ntitle: {title}\n---\n# {title}\n\n{first}\n\n"
    table = [f"| {' | '.join(row)} |" for row in rows]
    return head + "\n".join([table[0], "|" + "---|" * len(rows[0]), *table[1:]]) + f"\n\n- {last}\n> {last}\n"


def _html(parts: tuple[str, str, list[list[str]], str]) -> str:
    title, first, rows, last = parts
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><title>{title}</title><h1>{title}</h1><p>{first}<table><caption>{last}{cells}</table><li>{last}"


def _latex(parts: tuple[str, str, list[list[str]], str]) -> str:
    title, first, rows, last = parts
    cells = " \\\\\n".join(" & ".join(row) for row in rows)
    return (
        f"\\documentclass{{article}}\\begin{{document}}\\section{{{title}}}\n{first}\n"
        f"\\begin{{table}}\\caption{{{last}}}\\begin{{tabular}}{{ll}}\n{cells}\n\\end{{tabular}}\\end{{table}} {last}"
    )


def _rst(parts: tuple[str, str, list[list[str]], str]) -> str:
    title, first, rows, last = parts
    cells = "".join("   * - " + "\n     - ".join(row) + "\n" for row in rows)
    return f"{title}\n{'=' * max(4, len(title))}\n\n{first}\n\n.. list-table:: {last}\n\n{cells}\n{last}\n"


def _csv(parts: tuple[str, str, list[list[str]], str]) -> str:
    return "\n".join(",".join(row) for row in parts[2]) + "\n"


def _notebook(parts: tuple[str, str, list[list[str]], str]) -> str:
    title, first, rows, last = parts
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [f"# {title}\n", first]},
        {"cell_type": "code", "metadata": {}, "source": last, "outputs": [{"output_type": "stream", "text": rows[0]}]},
        {"cell_type": "raw", "metadata": {}, "source": _csv(parts)},
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


_parts = st.tuples(prose(4), wild(), _rows, wild(8))
SUFFIXES = ("md", "html", "txt", "tex", "rst", "csv", "tsv", "ipynb", "adoc", "typ", "unknown")
_SHAPES = {"md": _markdown, "html": _html, "tex": _latex, "rst": _rst, "csv": _csv, "ipynb": _notebook}


def source(suffix: str) -> SearchStrategy[str]:
    """A whole draft in the format of `suffix`: sometimes well made, sometimes only its pieces."""
    shape = _SHAPES.get(suffix)
    return wild() if shape is None else st.one_of(_parts.map(shape), wild())


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")


def encoded(text: str, encoding: str = "utf-8") -> bytes:
    """The bytes of a draft; what an encoding lacks (lone surrogates) is replaced."""
    return text.encode(encoding, "replace")


def cut(data: bytes, at: int, noise: bytes) -> bytes:
    """Bytes with a wound: what lies at `at` is overwritten by noise, or cut off where the noise is empty."""
    return data[:at] + noise + data[at + len(noise) :] if noise else data[:at]


# -- registries -------------------------------------------------------------------------------------------------

_scalar = st.one_of(
    st.sampled_from(
        (
            "deepseek-r1", "aime-2024", "79.8 percent", "671e9 parameter", "about 5 percent", "5..13 percent",
            "2025-01-22",
            "2025-13-45", "r1-paper", "nothing", "model", "", "~", "1e999999999 percent", "-1 percent", "0 percent",
            "NaN percent",
            "5 parsec", "9999999999999999 percent", "&a x", "*a", "!!python/object/apply:os.system [id]", "<<",
            "javascript:alert(1)",
            "../../etc/passwd", "https://example.org", "[", "{", "'", '"', "\ufeff", "\u202e", "a: b", "- x", "|",
            ">", "@", "%",
        )
    ),
    st.text(max_size=12),
)  # fmt: skip
_key = st.sampled_from(
    (
        "id", "kind", "name", "aliases", "context_aliases", "developer", "family", "released", "facts", "metric",
        "value",
        "conditions", "source", "locator", "date", "suffix", "status", "supersedes", "unit", "range", "nonsense",
        "valid_from",
    )
)  # fmt: skip
_tree = st.recursive(
    _scalar,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_key, inner, max_size=5)),
    max_leaves=12,
)


def registry_yaml() -> SearchStrategy[str]:
    """Registry files: well-formed entries with wrong values, any tree, and any text."""
    fact = st.fixed_dictionaries(
        {"metric": _scalar, "value": _scalar, "source": _scalar, "locator": _scalar},
        optional={"date": _scalar, "conditions": _tree, "status": _scalar, "nonsense": _tree},
    )
    entity = st.fixed_dictionaries(
        {"id": _scalar, "kind": _scalar, "name": _scalar},
        optional={"aliases": st.lists(_scalar, max_size=3), "facts": st.lists(fact, max_size=2), "released": _scalar},
    )
    # JSON is YAML, so the tree's shape survives whatever its scalars hold
    trees = st.one_of(st.lists(entity, min_size=1, max_size=2), _tree)
    quoted = trees.map(lambda tree: json.dumps(tree, ensure_ascii=False))
    bare = st.lists(st.tuples(_key, _scalar), max_size=6).map(
        lambda rows: "- " + "\n  ".join(f"{key}: {value}" for key, value in rows)
    )
    return st.one_of(quoted, bare, st.text(max_size=40))


# -- settings and command lines ----------------------------------------------------------------------------------

_toml_value = st.sampled_from(
    (
        "1", "-1", "true", '"x"', '"CC101"', "[]", '["CC1", "nonsense"]', "[1, [2]]", "{}", "{a = 1}", "2025-01-01",
        "nan", "inf", '"high"',
        '"2025-99-99"', '["../.."]', '[{path = "*", text = "1", rule = "CC101", reason = "x"}]', "'''", '"\\u0000"',
        '"["', '["["]', "", "9" * 40,
    )
)  # fmt: skip
_toml_key = st.sampled_from(
    (
        "select", "ignore", "extend-select", "per-file-ignores", "severity", "quoted", "min-confidence", "fail-on",
        "registry", "as-of",
        "lang", "exclude", "include", "baseline", "allow", "output-format", "jobs", "selct", "a.b", '"',
        "force-exclude", "respect-gitignore",
    )
)  # fmt: skip


def settings_toml() -> SearchStrategy[str]:
    """Settings files with wrong keys, wrong types, broken syntax."""
    rows = st.lists(st.tuples(_toml_key, _toml_value), max_size=4)
    return st.one_of(rows.map(lambda rows: "\n".join(f"{k} = {v}" for k, v in rows)), st.text(max_size=30))


_word = st.one_of(
    st.sampled_from(
        (
            "check", "claims", "rules", "explain", "registry", "cite", "resolve", "show", "search", "validate",
            "stats", "--output-format",
            "json", "html", "csv", "sarif", "yaml", "--select", "CC1", "CC101,nonsense", "--ignore", "--as-of",
            "2025-01-01", "yesterday",
            "--fail-on", "error", "none", "--min-confidence", "high", "--lang", "zh", "--exit-zero", "--fix",
            "--diff", "--unsafe-fixes",
            "--statistics", "--show-settings", "--show-files", "--quiet", "-q", "-v", "--color", "never",
            "--isolated", "--config", "none.toml",
            "--baseline", "none.json", "--registry", "--exclude", "*", "[", "--jobs", "1", "-1", "draft.md",
            "none.md", "*.nothing", "--", "-",
            "--stdin-filename", "x.html", "--diff-base", "HEAD", "--max-seconds", "0", "", "\x00", "\udc80", "é",
            "CC101", "R1", "--help",
        )
    ),
    st.text(max_size=6),
)  # fmt: skip


def command_line() -> SearchStrategy[list[str]]:
    """Words for the command line, likely and unlikely; none of them writes outside the current folder."""
    return st.lists(_word, max_size=6)
