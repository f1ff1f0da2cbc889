"""Binding in tables: either way round, several header levels, double cells, parts of tests, subjects from outside."""

from __future__ import annotations

import time

import pytest
from small import bound, judged, registry, triples

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def rows(*lines: str) -> str:
    """A Markdown table; the first line is its header."""
    return "\n".join([lines[0], "|" + "--|" * (lines[0].count("|") - 1), *lines[1:], ""])


def scoped(text: str, name: str = "draft.md") -> list[tuple[str, str | None, str | None, str | None]]:
    return [(c.text, c.subject.id, c.metric.id, c.conditions.get("scope")) for c in bound(text, name)]


R1, V3 = "deepseek-r1", "deepseek-v3"


def test_either_way_round() -> None:
    upright = rows("| Model | MMLU | MATH-500 |", "| DeepSeek-R1 | 90.8 | 97.3 |", "| DeepSeek-V3 | 88.5 | 90.2 |")
    across = rows("| | DeepSeek-R1 | DeepSeek-V3 |", "| MMLU | 90.8 | 88.5 |", "| MATH-500 | 97.3 | 90.2 |")
    expected = {("90.8", R1, "mmlu"), ("97.3", R1, "math-500"), ("88.5", V3, "mmlu"), ("90.2", V3, "math-500")}
    assert set(triples(upright)) == set(triples(across)) == expected


def test_levels_of_a_header_make_a_name() -> None:
    table = (
        "<table><tr><td rowspan=2>Model</td><td colspan=2>SQuAD 1.1</td><td colspan=2>GPQA</td></tr>"
        "<tr><td>EM</td><td>F1</td><td>Diamond</td><td>all</td></tr>"
        "<tr><td>DeepSeek-V3</td><td>80.1</td><td>88.2</td><td>59.1</td><td>50</td></tr></table>"
    )
    assert triples(table, "draft.html") == [
        ("80.1", V3, "squad-1.1-em"),
        ("88.2", V3, "squad-1.1-f1"),
        ("59.1", V3, "gpqa-diamond"),
        ("50", V3, "gpqa"),
    ]


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("SQuAD 1.1 F1/EM", "90.9/84.1", ["squad-1.1-f1", "squad-1.1-em"]),
        ("SQuAD 1.1 (EM / F1)", "84.1 / 90.9", ["squad-1.1-em", "squad-1.1-f1"]),
        ("SQuAD 1.1", "90.9/84.1", ["squad-1.1-f1", "squad-1.1-em"]),
        ("SQuAD 1.1", "84.1 / 90.9", ["squad-1.1-em", "squad-1.1-f1"]),
        ("SQuAD 1.1 F1/EM", "-/84.1", ["squad-1.1-em"]),
        ("SQuAD 1.1 F1/EM", "90.9/-", ["squad-1.1-f1"]),
    ],
)
def test_double_cells(head: str, cell: str, expected: list[str]) -> None:
    claims = bound(rows(f"| Model | {head} |", f"| DeepSeek-V3 | {cell} |"))
    assert [c.metric.id for c in claims] == expected


def test_double_cells_of_one_metric_are_told_apart() -> None:
    found = scoped(rows("| Model | MMLU (zh/en) |", "| DeepSeek-V3 | 77.2 / 79.1 |"))
    assert found == [("77.2", V3, "mmlu", "zh"), ("79.1", V3, "mmlu", "en")]


def test_digits_of_a_general_name_are_no_figure() -> None:
    assert triples(rows("| Model | IN-1K |", "| DeepSeek-V3 | 86.5 |")) == [("86.5", V3, "imagenet-top-1")]


def test_lists_in_a_header_and_its_cells_go_line_by_line() -> None:
    table = rows("| Fields | DeepSeek-V3 |", "| MMLU<br>GSM-Plus<br>MATH-500 | 88.5<br>70.1<br>90.2 |")
    assert scoped(table) == [("88.5", V3, "mmlu", None), ("90.2", V3, "math-500", None)]


def test_double_cells_under_two_conditions() -> None:
    claims = bound(rows("| Model | AIME 2024 (pass@1 / cons@64) |", "| DeepSeek-R1 | 79.8 / 86.7 |"))
    assert [dict(c.conditions) for c in claims] == [{"sampling": "pass@1"}, {"sampling": "cons@64"}]


def test_two_prices_in_a_cell_are_of_input_and_output() -> None:
    claims = bound(rows("| Model | Input price ($/1M tokens) |", "| DeepSeek-R1 | 0.55 / 2.19 |"))
    assert [(c.text, c.metric.id) for c in claims] == [("0.55", "input-price"), ("2.19", "output-price")]


def test_names_that_share_a_beginning() -> None:
    table = rows("| | RTX 5090/4090 | DeepSeek-R1/V3 |", "| Memory | 32 GB / 24 GB | |", "| MMLU | | 90.8/88.5 |")
    assert triples(table) == [
        ("32 GB", "geforce-rtx-5090", "memory"),
        ("24 GB", "geforce-rtx-4090", "memory"),
        ("90.8", R1, "mmlu"),
        ("88.5", V3, "mmlu"),
    ]


def test_a_part_of_a_benchmark_is_not_judged_by_the_whole() -> None:
    table = "## MMLU\n\n" + rows("| Model | STEM | Humanities | Average |", "| Llama 3.1 70B | 51.2 | 67.8 | 83.6 |")
    assert scoped(table) == [
        ("51.2", "llama-3.1-70b", "mmlu", "stem"),
        ("67.8", "llama-3.1-70b", "mmlu", "humanities"),
        ("83.6", "llama-3.1-70b", "mmlu", None),
    ]
    assert [j.verdict for j in judged(table)] == ["unregistered", "unregistered", "supported"]
    whole = "## MMLU\n\n" + rows("| Model | Average |", "| Llama 3.1 70B | 38.6 |")
    assert [j.verdict for j in judged(whole)] == ["contradicted"]


def test_a_part_counts_only_where_another_part_stands_beside_it() -> None:
    table = rows("| Benchmark | Language | DeepSeek-V3 |", "| MMLU | English | 88.5 |", "| MATH-500 | English | 90.2 |")
    assert [row[3] for row in scoped(table)] == [None, None]
    table = rows("| Benchmark | Language | DeepSeek-V3 |", "| MMLU | English | 88.5 |", "| MMLU | Thai | 80.2 |")
    assert [row[3] for row in scoped(table)] == ["english", "thai"]


def test_the_metric_of_caption_heading_or_corner() -> None:
    body = rows("| Model | 4k | 128k |", "| DeepSeek-V3 | 97.0 | 91.0 |")
    expected = [("97.0", V3, "mmlu", "4k"), ("91.0", V3, "mmlu", "128k")]
    assert scoped("Table 1: Scores on MMLU\n\n" + body) == expected
    assert scoped("### MMLU\n\n" + body) == expected
    assert scoped(body.replace("| Model |", "| MMLU |")) == expected


def test_a_sentence_that_names_several_metrics_heads_no_table() -> None:
    body = rows("| Model | 4k |", "| DeepSeek-V3 | 97.0 |")
    assert scoped("Both MMLU and MATH-500 were run.\n\n" + body) == []


def test_the_subject_of_a_heading() -> None:
    table = "# DeepSeek-V3\n\n" + rows("| Benchmark | STEM | Average |", "| MMLU | 51.2 | 88.5 |")
    assert scoped(table) == [("51.2", V3, "mmlu", "stem"), ("88.5", V3, "mmlu", None)]
    facts = "# DeepSeek-V3\n\n" + rows("| | |", "| Total parameters | 671B |", "| Context length | 128K |")
    assert triples(facts) == [("671B", V3, "total-parameters"), ("128K", V3, "context-length")]
    headless = "# DeepSeek-V3\n\n" + rows("| Total parameters | 671B |", "| Context length | 128K |")
    assert triples(headless) == triples(facts)


def test_no_subject_is_guessed() -> None:
    assert triples(rows("| Benchmark | STEM | Average |", "| MMLU | 51.2 | 88.5 |")) == []
    table = "# DeepSeek-V3\n\n" + rows("| Model | MMLU |", "| Orion-2 | 51.2 |", "| DeepSeek-R1 | 90.8 |")
    assert triples(table) == [("51.2", None, "mmlu"), ("90.8", R1, "mmlu")]
    shots = "# DeepSeek-R1\n\n" + rows("| Benchmark | # Shots | DeepSeek-V3 |", "| MMLU | 5 | 88.5 |")
    assert triples(shots) == [("88.5", V3, "mmlu")]


def test_sizes_name_members() -> None:
    expected = [("87.3", "llama-3.1-405b", "mmlu"), ("83.6", "llama-3.1-70b", "mmlu")]
    carried = "# Llama 3.1\n\n" + rows("| Size | MMLU |", "| 405B | 87.3 |", "| 70B | 83.6 |")
    assert [row for row in triples(carried) if row[2] == "mmlu"] == expected
    beside = rows("| Model | Size | MMLU |", "| Llama 3.1 | 405B | 87.3 |", "| Llama 3.1 | 70B | 83.6 |")
    assert [row for row in triples(beside) if row[2] == "mmlu"] == expected


def test_a_size_of_files_is_none_of_models() -> None:
    table = rows("| Model | Size |", "| DeepSeek-R1 | 383M |", "| DeepSeek-V3 | 1.2G |")
    assert triples(table) == []
    assert triples(rows("| Model | Size |", "| DeepSeek-V3 | 671B |")) == [("671B", V3, "total-parameters")]


def test_a_field_is_no_benchmark() -> None:
    fields = rows("| Model | Code | Knowledge | Math | MMLU |", "| DeepSeek-V3 | 30.7 | 60.5 | 30.8 | 88.5 |")
    assert [row[2] for row in triples(fields)] == ["mmlu"]
    among = rows("| Model | MMLU-Pro | GPQA Diamond | Math | MMLU |", "| DeepSeek-V3 | 75.9 | 59.1 | 61.6 | 88.5 |")
    assert [row[2] for row in triples(among)] == ["mmlu-pro", "gpqa-diamond", "math", "mmlu"]


def test_shares_of_one_go_by_their_column() -> None:
    shares = bound(rows("| Model | MMLU |", "| DeepSeek-R1 | 0.908 |", "| DeepSeek-V3 | 0.885 |"))
    assert [(str(c.quantity.value), c.quantity.unit) for c in shares] == [("0.908", "share"), ("0.885", "share")]
    scores = bound(rows("| Model | MMLU |", "| DeepSeek-R1 | 90.8 |", "| DeepSeek-V3 | 0.885 |"))
    assert [float(c.quantity.value) for c in scores] == [90.8, 0.885]  # type: ignore[arg-type]


def test_one_header_for_two_units() -> None:
    table = rows("| GPU | FP16 / INT8 |", "| H100 | 1979 TOPS |", "| H100 | 989 TFLOPS |")
    assert [row[2] for row in triples(table)] == ["int8-throughput", "fp16-throughput"]


def test_price_lists_state_their_unit_once() -> None:
    table = rows(
        "| Model | Input price ($/1M tokens) | Cached input price | Output price |",
        "| DeepSeek-R1 | 0.55 | 0.14 | 2.19 |",
    )
    assert [(c.text, c.metric.id, c.quantity.unit) for c in bound(table)] == [
        ("0.55", "input-price", "USD/Mtoken"),
        ("0.14", "cached-input-price", "USD/Mtoken"),
        ("2.19", "output-price", "USD/Mtoken"),
    ]


def test_a_length_in_a_header_is_no_unit() -> None:
    table = rows("| Benchmark | DeepSeek-V3 |", "| MMLU (1M) | 56.2 |", "| MMLU (128K) | 73.4 |")
    assert scoped(table) == [("56.2", V3, "mmlu", "1m"), ("73.4", V3, "mmlu", "128k")]


def test_a_part_beside_its_unit() -> None:
    table = "## MMLU\n\n" + rows("| Model | STEM (%) | Score (%) |", "| DeepSeek-V3 | 80.1 | 88.5 |")
    assert [row[3] for row in scoped(table)] == ["stem", None]


def test_gains_are_no_levels() -> None:
    table = rows(
        "| Model | MMLU | Δ | vs. V3 |", "| DeepSeek-R1 | **90.8** | +2.3 | 2.3 |", "| DeepSeek-V3 | +3.2 | - | — |"
    )
    assert triples(table) == [("90.8", R1, "mmlu")]


@pytest.mark.parametrize(
    "cell", ["79.8*", "79.8†", "79.8¹", "79.8<sup>a</sup>", "79.8[^1]", "**79.8**", "79.8±0.3", "79.8 %"]
)
def test_marks_at_figures(cell: str) -> None:
    claims = bound(rows("| Model | AIME 2024 |", f"| DeepSeek-R1 | {cell} |") + "\n[^1]: ours\n")
    assert [(c.metric.id, float(c.quantity.value)) for c in claims] == [("aime-2024", 79.8)]  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["-", "—", "N/A", "n/a", "/", "", "OOM", "未公布", "1st", "79,8", "±0.2"])
def test_cells_without_a_figure(cell: str) -> None:
    assert triples(rows("| Model | AIME 2024 |", f"| DeepSeek-R1 | {cell} |")) == []


def test_headers_resolve_as_names() -> None:
    assert [m.id for m in registry().resolve("# Active parameters")] == ["active-parameters"]


def test_short_names_with_two_capitals_are_names_in_a_sentence() -> None:
    assert triples("DeepSeek-V3 scores 90.1% on C-Eval.") == [("90.1%", V3, "c-eval")]
    assert triples("DeepSeek-V3 answers 90.1% of it on Math.") == []


def test_a_name_before_another_is_no_longer_name() -> None:
    assert triples("DeepSeek-R1 MATH-500: 97.3%") == [("97.3%", R1, "math-500")]
    assert triples("DeepSeek-R1 Mini: MATH-500 97.3%")[0][1] is None


def test_measures_of_the_first_answers_are_told_apart() -> None:
    table = "## MMLU\n\n" + rows("| Model | acc@1 | acc@5 |", "| DeepSeek-V3 | 88.5 | 96.2 |")
    assert [row[3] for row in scoped(table)] == [None, "acc@5"]


def test_a_benchmark_right_after_another_is_a_part_of_it() -> None:
    table = rows("| Benchmark | DeepSeek-V3 |", "| MMLU-Pro MATH | 56.2 |", "| MMLU / MATH | 73.4 / 61.6 |")
    assert scoped(table) == [
        ("56.2", V3, "mmlu-pro", "math"),
        ("73.4", V3, "mmlu", None),
        ("61.6", V3, "math", None),
    ]


def test_dates_are_those_of_releases_only() -> None:
    table = rows(
        "| Model | Date |", "| DeepSeek-V3 | 2024-12-26 |", "| How DeepSeek-R1 ran on a home computer | 2025-02-01 |"
    )
    assert triples(table) == [("2024-12-26", V3, "release-date")]
    assert triples(rows("| Model | Date |", "| DeepSeek-V3 | 24.12.26 |")) == []


def test_a_precision_beside_a_model_is_no_metric() -> None:
    table = rows("| Model | Precision | MMLU |", "| DeepSeek-V3 | FP16 | 88.5 |", "| Orion-2 | INT8 | 61.5 |")
    assert triples(table) == [("88.5", V3, "mmlu"), ("61.5", None, "mmlu")]
    runs = "# DeepSeek-V3\n\n" + rows("| Precision | MMLU |", "| FP16 | 88.5 |", "| INT8 | 88.1 |")
    assert scoped(runs) == [("88.5", V3, "mmlu", "fp16"), ("88.1", V3, "mmlu", "int8")]
    chips = rows("| | H100 |", "| FP16 | 989 TFLOPS |", "| INT8 | 1979 TOPS |")
    assert [row[2] for row in triples(chips)] == ["fp16-throughput", "int8-throughput"]


def test_a_cell_across_columns_has_what_they_share() -> None:
    table = (
        "<table><tr><td></td><td colspan=2>DeepSeek-R1</td></tr><tr><td></td><td>pass@1</td><td>cons@64</td></tr>"
        "<tr><td>AIME 2024</td><td>79.8</td><td>86.7</td></tr><tr><td>MMLU</td><td colspan=2>90.8</td></tr></table>"
    )
    claims = bound(table, "draft.html")
    assert [(c.text, c.conditions.get("sampling")) for c in claims] == [
        ("79.8", "pass@1"),
        ("86.7", "cons@64"),
        ("90.8", None),
    ]


def test_memory_tells_chips_of_one_name_apart() -> None:
    table = rows("| GPU | Memory | FP16 |", "| A100 | 40 GB | 312 TFLOPS |", "| A100 | 80 GB | 312 TFLOPS |")
    assert [(text, subject) for text, subject, _ in triples(table)] == [
        ("40 GB", "a100-40gb"),
        ("312 TFLOPS", "a100-40gb"),
        ("80 GB", "a100-80gb"),
        ("312 TFLOPS", "a100-80gb"),
    ]


def test_time_grows_with_the_cells() -> None:
    def seconds(count: int) -> float:
        body = [f"| Orion-{n} | " + " | ".join(["90.8"] * 12) + " |" for n in range(count)]
        table = rows("| Model | " + " | ".join(["MMLU", "MATH-500", "Other"] * 4) + " |", *body)
        start = time.process_time()
        assert len(bound(table)) == count * 8
        return time.process_time() - start

    seconds(10)
    many, few = (min(seconds(count) for _ in range(3)) for count in (400, 100))
    assert many < 4 * 3 * few  # squares would be 16 times


def test_the_naming_column_of_a_table_that_begins_with_dates() -> None:
    table = rows("| Time | Maker | Name | Model size |", "| 2025.1 | DeepSeek | DeepSeek-R1 | 671 B |")
    claims = bound(table)
    assert [(c.text, c.subject.id, c.metric.id) for c in claims] == [
        ("2025.1", R1, "release-date"),
        ("671 B", R1, "total-parameters"),
    ]
    assert claims[0].quantity.value == "2025-01"


@pytest.mark.parametrize("head", ["Input Token Size Length", "Max context", "Token limit", "Context window size"])
def test_headers_of_context_length(head: str) -> None:
    assert triples(rows(f"| Model | {head} |", "| DeepSeek-R1 | 128,000 |")) == [("128,000", R1, "context-length")]


@pytest.mark.parametrize("head", ["Output token limit", "Tokens", "Sequence length", "Training tokens"])
def test_headers_of_other_lengths(head: str) -> None:
    assert all(metric != "context-length" for _, _, metric in triples(rows(f"| Model | {head} |", "| R1 | 3,168 |")))


def test_one_cells_two_currencies_are_of_the_same_system() -> None:
    table = rows("| Maker | Model | Input price |", "| DeepSeek | DeepSeek-V3 | 2 元 ($0.27) |")
    assert [subject for _, subject, _ in triples(table)] == [V3, V3]


def test_a_column_of_memory_tells_the_member() -> None:
    table = rows("| 显卡 | 显存（GB） | FP16 (TFLOPS) |", "| A100 | 40 | 312 |", "| A100 | 80 | 312 |")
    assert [subject for _, subject, _ in triples(table)] == ["a100-40gb", "a100-40gb", "a100-80gb", "a100-80gb"]


def test_sizes_in_a_rows_own_label_and_words_in_unlinked_columns() -> None:
    table = rows("| Model | Significance |", "| **DeepSeek-V3** (671B/37B active) | 128K context window |")
    claims = bound(table)
    assert [(c.text, c.subject.id, c.metric.id) for c in claims] == [
        ("671B", V3, "total-parameters"),
        ("37B", V3, "active-parameters"),
        ("128K", V3, "context-length"),
    ]
    assert all(c.confidence < 0.8 for c in claims), "a cell's own words give no error"


def test_the_line_before_narrows_a_header() -> None:
    text = "Measured on GPQA Diamond.\n\n" + rows("| Model | AIME |", "| DeepSeek-R1 | 79.8 |")
    assert triples(text) == [("79.8", R1, "aime")]
    text = "Measured on AIME 2024.\n\n" + rows("| Model | AIME |", "| DeepSeek-R1 | 79.8 |")
    assert triples(text) == [("79.8", R1, "aime-2024")]


def test_rounds_of_funding_are_the_companys() -> None:
    text = "# DeepSeek\n\n" + rows("| Round | Amount | Valuation |", "| Series B | €600M | €5.8B |")
    assert triples(text) == [("€600M", "deepseek", "funding-round"), ("€5.8B", "deepseek", "valuation")]


def test_flops_beside_an_integer_metric() -> None:
    table = rows("| GPU | FB8 / INT8 |", "| H100 | 1979 TFLOPS |", "| H100 | 1979 TOPS |")
    assert [metric for _, _, metric in triples(table)] == ["fp8-throughput", "int8-throughput"]


def test_a_column_of_prices_beside_things_is_of_launch_prices() -> None:
    table = rows(
        "| Model | AI TOPS | Price |", "| RTX 5090 | 3,352 AI TOPS | $1,999 |", "| RTX 4090 | 1,321 AI TOPS | $1,599 |"
    )
    assert [c.metric.id for c in bound(table) if c.text.startswith("$")] == ["launch-price", "launch-price"]


def test_a_header_of_two_metrics_goes_in_its_own_order() -> None:
    for head in ("Total parameters / active", "Total parameters (active)"):
        claims = triples(rows(f"| Model | {head} |", "| DeepSeek-V3 | 671B / 37B |"))
        assert claims == [("671B", V3, "total-parameters"), ("37B", V3, "active-parameters")]


def test_a_size_in_a_double_cell_names_the_member() -> None:
    table = rows("| Model | Parameters (total/active) | MMLU |", "| Llama 3.1 | 405B / 405B | 88.6 |")
    assert {row[1] for row in triples(table)} == {"llama-3.1-405b"}


def test_the_maker_is_not_the_system() -> None:
    table = rows("| Provider | Model | MMLU |", "| OpenAI | Piccolo | 71.0 |", "| DeepSeek | DeepSeek-V3 | 88.5 |")
    assert [(c.subject.id, c.subject.text) for c in bound(table)] == [(None, "Piccolo"), (V3, "DeepSeek-V3")]


def test_makers_repeat_in_a_table_of_releases() -> None:
    table = rows(
        "| Model | Lab | Released |",
        "| Piccolo | OpenAI | May/2024 |",
        "| Grande | OpenAI | TBA |",
        "| DeepSeek-R1 | DeepSeek | Jan/2025 |",
    )
    assert ("Jan/2025", R1, "release-date") in triples(table)


def test_a_row_of_cache_hits_is_of_cached_prices() -> None:
    table = rows(
        "| | DeepSeek-R1 |", "| 1M tokens input (cache hit) | $0.14 |", "| 1M tokens input (cache miss) | $0.55 |"
    )
    assert [row[2] for row in triples(table)] == ["cached-input-price", "input-price"]


def test_a_word_behind_a_price_makes_no_label_of_its_column() -> None:
    table = rows(
        "| Parameter | DeepSeek-R1 |",
        "| Description | a model for hard tasks |",
        "| Input price | $0.55 / IM tokens |",
        "| Cached input price | $0.14 / IM tokens |",
        "| Output price | $2.19 / IM tokens |",
    )
    assert [row[0] for row in triples(table)] == ["$0.55", "$0.14", "$2.19"]


def test_notes_beside_a_model_tell_its_size() -> None:
    table = rows("| Date | Model | Notes |", "| Dec 2024 | DeepSeek-V3 | MoE 671B, open weights |")
    assert ("671B", V3, "total-parameters") in triples(table)


def test_sides_of_a_price_in_one_header() -> None:
    for head in ("Price in/out", "Price (input / output)", "Price (输入/输出)"):
        claims = triples(rows(f"| Model | {head} |", "| DeepSeek-R1 | $0.55 / $2.19 |"))
        assert claims == [("$0.55", R1, "input-price"), ("$2.19", R1, "output-price")]
    for head in ("定价（输入/输出）", "定价", "Price"):
        claims = triples(rows(f"| 模型 | {head} |", "| DeepSeek-R1 | $0.55/$2.19 per 1M tokens |"))
        assert claims == [("$0.55", R1, "input-price"), ("$2.19 per 1M tokens", R1, "output-price")]
    claims = triples(rows("| 模型 | 定价（输出/输入） |", "| DeepSeek-R1 | $2.19/$0.55 |"))
    assert claims == [("$2.19", R1, "output-price"), ("$0.55", R1, "input-price")]


def test_a_host_in_the_label_is_no_second_system() -> None:
    claims = triples(rows("| Model | Price in/out |", "| OpenAI DeepSeek-R1 hosted | $0.55 / $2.19 |"))
    assert [row[1] for row in claims] == [R1, R1]


def test_sizes_head_the_columns_of_the_family_before_the_table() -> None:
    table = "The main sizes of Llama 3.1:\n\n" + rows("| | 70B | 405B |", "| MMLU | 83.6 | 87.3 |")
    assert [row[1] for row in triples(table)] == ["llama-3.1-70b", "llama-3.1-405b"]


def test_two_small_sums_under_cost_are_prices() -> None:
    assert triples(rows("| Model | Cost |", "| DeepSeek-R1 | $0.55/$2.19 |")) == [
        ("$0.55", R1, "input-price"),
        ("$2.19", R1, "output-price"),
    ]


def test_long_labels_of_settings_take_no_time() -> None:
    started = time.process_time()
    bound(rows("| Model | W36s9C1kTHw_dont_beat_them_learn_from_them_or_leave_them_be.md |", "| DeepSeek-R1 | 90.8 |"))
    assert time.process_time() - started < 1


def test_a_list_of_sizes_names_the_members_of_a_family() -> None:
    found = triples(rows("| Model | Parameters |", "| Llama 3.1 | 70B, 405B |", "| DeepSeek-V3 | 671B |"))
    assert found == [
        ("70B", "llama-3.1-70b", "total-parameters"),
        ("405B", "llama-3.1-405b", "total-parameters"),
        ("671B", V3, "total-parameters"),
    ]


def test_a_remark_in_the_bracket_of_a_price() -> None:
    header = "| Model | Input price (CNY/M Tokens) | Output price (CNY/M Tokens) |"
    found = triples(rows(header, "| DeepSeek-V3 (based on DeepSeek-R1) | 2 (cache hit 0.5) | 8 |"))
    assert found == [
        ("2", V3, "input-price"),
        ("0.5", V3, "cached-input-price"),
        ("8", V3, "output-price"),
    ]


def test_names_in_a_column_of_names() -> None:
    column = ("| Model | MMLU |", "| Llama 3.1 405B | 87.3 |", "| NVIDIA H100 | 1 |", "| V3 | 88.5 |")
    assert ("88.5", V3, "mmlu") in triples(rows(*column))
    assert ("88.5", V3, "mmlu") not in triples(rows(column[0], column[3]))


def test_a_corpus_of_so_many_trillions_is_counted_in_tokens() -> None:
    assert triples(rows("| 名称 | 数据规模 |", "| DeepSeek-V3 | 14.8T |", "| DeepSeek-R1 | 800GB |")) == [
        ("14.8T", V3, "training-tokens")
    ]


def test_sizes_in_rows_are_of_one_line() -> None:
    """Llama 3.1 has both sizes, DeepSeek-V3, named last, has none of them."""
    table = rows("| Size | MMLU |", "| 70B | 83.6 |", "| 405B | 87.3 |")
    found = triples("Llama 3.1 was compared with NVIDIA H100 and o1.\n\n" + table)
    scores = [row for row in found if row[2] == "mmlu"]
    assert scores == [("83.6", "llama-3.1-70b", "mmlu"), ("87.3", "llama-3.1-405b", "mmlu")]


def test_the_active_part_in_the_bracket_of_a_cell() -> None:
    found = triples(rows("| Model | Params |", "| DeepSeek-V3 | 37B (Activated) 671B (Total) |"))
    assert found == [("37B", V3, "active-parameters"), ("671B", V3, "total-parameters")]


def test_the_unit_of_a_cell_says_which_member_of_the_benchmark_it_is() -> None:
    found = triples(rows("| Benchmark | DeepSeek-R1 | DeepSeek-V3 |", "| Codeforces | 96.3% | 2029 |"))
    assert found == [("96.3%", R1, "codeforces-percentile"), ("2029", V3, "codeforces-rating")]


def test_sizes_and_power_as_chinese_tables_head_them() -> None:
    table = rows("| 模型 | 模型尺寸 |", "| DeepSeek-R1 | 671B |")
    assert triples(table) == [("671B", R1, "total-parameters")]
    table = rows("| GPU | 功耗 | CUDA 核心 |", "| RTX 5090 | 575w | 2.18w |")
    assert [(c.metric.id, int(c.quantity.value)) for c in bound(table)] == [("tdp", 575), ("cuda-cores", 21800)]


def test_a_product_is_the_model_that_its_bracket_names() -> None:
    table = rows("| Model | MMLU |", "| Deep Chat (DeepSeek-R1) | 90.8 |", "| DeepSeek-V3 (Deep Chat) | 88.5 |")
    assert triples(table) == [("90.8", R1, "mmlu"), ("88.5", V3, "mmlu")]


def test_a_list_of_features_in_a_table_is_of_the_section() -> None:
    text = "# Chips\n\n## RTX 5090\n\nMore than the H100 in some cases.\n\n" + rows(
        "| Feature | Description |", "| 92.2 billion transistors | more |", "| 32 GB of memory | 8 GB more |"
    )
    assert triples(text)[:2] == [
        ("92.2 billion transistors", "geforce-rtx-5090", "transistors"),
        ("32 GB", "geforce-rtx-5090", "memory"),
    ]


def test_a_section_heads_its_table_unless_a_colon_leads_on_to_another() -> None:
    table = rows("| Benchmark | Score |", "| MMLU | 88.5 |", "| MATH-500 | 90.2 |")
    text = "# Models\n\n## DeepSeek-V3\n\nIt came before DeepSeek-R1{}\n\n" + table
    assert {row[1] for row in triples(text.format("."))} == {V3}
    assert {row[1] for row in triples(text.format(":"))} == {R1}


def test_what_was_left_out_is_no_unit_of_ten_thousand() -> None:
    table = rows("| Benchmark | DeepSeek-V3<br>(w/o tools) |", "| MMLU | 88.5 |", "| MATH-500 | 90.2 |")
    assert [(row[0], row[1]) for row in triples(table)] == [("88.5", V3), ("90.2", V3)]


def test_the_unit_of_prices_stands_over_the_first_table_of_a_list() -> None:
    first = rows("| Model | Input ($/1K tokens) |", "| DeepSeek-R1 | $0.00055 |")
    second = rows("| Model | Input price | Output price |", "| DeepSeek-V3 | $0.00027 | $0.0011 |")
    found = bound("# Prices\n\n" + first + "\nMore:\n\n" + second)
    assert [(c.subject.id, f"{c.quantity.value.normalize():f}", c.quantity.unit) for c in found] == [
        (R1, "0.55", "USD/Mtoken"),
        (V3, "0.27", "USD/Mtoken"),
        (V3, "1.1", "USD/Mtoken"),
    ]
    alone = bound("# Prices\n\n" + second)
    assert [str(c.quantity.value) for c in alone] == ["0.0011"]  # the other is too low for a million tokens


def test_the_longest_text_under_its_usual_header() -> None:
    table = rows("| Name | Max. length | Hidden size |", "| DeepSeek-R1 | 128,000 | 7168 |")
    assert [row for row in triples(table) if row[2] == "context-length"] == [("128,000", R1, "context-length")]


def test_cost_is_that_of_training_where_training_is_the_topic() -> None:
    table = rows("| Model | MMLU | Cost |", "| DeepSeek-R1 | 90.8 | $5.5M |", "| DeepSeek-V3 | 88.5 | $5.6M |")
    assert "training-cost" not in {row[2] for row in triples("## Runs\n\n" + table)}
    assert "training-cost" in {row[2] for row in triples("## What training took\n\n" + table)}


def test_a_kind_of_memory_says_that_the_figure_is_in_gigabytes() -> None:
    table = rows("| GPU | Line | Memory |", "| RTX 5090 | Ampere | 32 GDDR7 |", "| RTX 4090 | Ampere | 24 GDDR6X |")
    found = [c for c in bound(table) if c.metric.id == "memory"]
    assert [(c.text, c.quantity.unit) for c in found] == [("32", "GB"), ("24", "GB")]


def test_a_list_of_systems_may_name_one_twice() -> None:
    lines = [f"| 2024 | DeepSeek-R1 | {n}B |" for n in range(1, 3)]
    others = [
        "DeepSeek-V3",
        "Llama 3.1 405B",
        "Llama 3.1 70B",
        "OpenAI o1",
        "RTX 5090",
        "RTX 4090",
        "H100",
        "DeepSeek-R1-Zero",
    ]
    lines += [f"| 2024 | {name} | 7B |" for name in (*others, "A100", "A100 40GB", "A100 80GB")]
    dated = {row[1] for row in triples(rows("| Year | Model | Parameters |", *lines)) if row[2] == "release-date"}
    assert {"deepseek-r1", "deepseek-v3"} <= dated
    twice = rows(
        "| Date | Model | News |",
        "| 2024 | DeepSeek-R1 | out |",
        "| 2025 | DeepSeek-R1 | free |",
        "| 2025 | H100 | new |",
    )
    assert not [row for row in triples(twice) if row[2] == "release-date"]


def test_the_lesser_of_two_sizes_of_a_sparse_model_is_the_active_one() -> None:
    table = rows("| Model | Params | MMLU |", "| DeepSeek-V3 | 37/671B | 88.5 |", "| Llama 3.1 405B | 70/405B | 85.2 |")
    sizes = [row for row in triples(table) if row[2] != "mmlu"]
    assert sizes[:2] == [("37", V3, "active-parameters"), ("671B", V3, "total-parameters")]
    assert {row[2] for row in sizes[2:]} == {"total-parameters"}


def test_of_two_rows_on_one_system_the_first_tells_its_release() -> None:
    others = [
        f"| {name} | 7B | 2024-01 |" for name in ("DeepSeek-V3", "Llama 3.1 405B", "Llama 3.1 70B", "RTX 5090", "H100")
    ]
    twice = ["| DeepSeek-R1 | 671B | 2025-01 |", *others, "| DeepSeek-R1 | 671B | 2025-05 |"]
    found = [row for row in triples(rows("| Model | Params | Released on |", *twice)) if row[1] == R1]
    assert [row[0] for row in found if row[2] == "release-date"] == ["2025-01"]


def test_units_for_each_chip_without_a_prefix() -> None:
    table = rows("| Chip | Memory bandwidth (bytes/s) | FLOPs/s/chip (fp16) |", "| H100 | 3.35e12 | 9.89e14 |")
    found = [(c.metric.id, f"{c.quantity.value.normalize():f}", c.quantity.unit) for c in bound(table)]
    assert found == [("memory-bandwidth", "3350", "GB/s"), ("fp16-throughput", "989", "TFLOPS")]


@pytest.mark.parametrize(
    "heads", ["Input 价格 | Output 价格", "价格（in） | 价格（out）", "Input price | Output price"]
)
def test_the_side_of_a_price_in_the_words_of_its_header(heads: str) -> None:
    table = rows(f"| 模型 | {heads} |", "| DeepSeek-R1 | $0.55 | $2.19 |")
    assert [row[2] for row in triples(table)] == ["input-price", "output-price"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("37B / 0.671T", ["active-parameters", "total-parameters"]),
        ("671B (active 37B)", ["total-parameters", "active-parameters"]),
    ],
)
def test_the_lesser_size_by_value_and_not_by_its_digits(cell: str, expected: list[str]) -> None:
    table = rows("| Model | Params |", f"| DeepSeek-V3 | {cell} |", f"| DeepSeek-R1 | {cell} |")
    assert [row[2] for row in triples(table)] == expected * 2
    assert {row[1] for row in triples(table)} == {V3, R1}


def test_without_a_cache_is_no_output() -> None:
    table = rows("| Model | Output price | Input price w/out cache |", "| DeepSeek-R1 | $2.19 | $0.55 |")
    assert [(row[0], row[2]) for row in triples(table)] == [("$2.19", "output-price"), ("$0.55", "input-price")]


def test_the_earliest_of_repeated_rows_tells_the_release() -> None:
    others = [f"| {name} | 7B | 2024-01 |" for name in ("DeepSeek-V3", "Llama 3.1 405B", "Llama 3.1 70B", "RTX 5090")]
    lines = ["| DeepSeek-R1 | 671B | 2025-05 |", *others, "| DeepSeek-R1 | 671B | 2025-01 |"]
    found = [row for row in triples(rows("| Model | Params | Released on |", *lines)) if row[1] == R1]
    assert [row[0] for row in found if row[2] == "release-date"] == ["2025-01"]


@pytest.mark.parametrize("head", ["Score", "Result (%)", "得分"])
def test_each_row_names_a_system_and_a_metric(head: str) -> None:
    table = rows(
        f"| Model | Benchmark | {head} | Baseline | Rank |",
        "| DeepSeek-R1 | MMLU | 90.8 | 70.1 | 12 |",
        "| DeepSeek-R1 | AIME 2024 | 79.8 | 60.2 | 13 |",
        "| DeepSeek-V3 | MMLU | 88.5 | 70.1 | 14 |",
    )
    assert triples(table) == [("90.8", R1, "mmlu"), ("79.8", R1, "aime-2024"), ("88.5", V3, "mmlu")]


@pytest.mark.parametrize(
    ("heads", "unit"),
    [
        ("$/1M in | $/1M out", "USD/Mtoken"),
        ("Input $/MTok | Output $/MTok", "USD/Mtoken"),
        ("元/百万输入 | 元/百万输出", "CNY/Mtoken"),
        ("输入（美元/百万） | 输出（美元/百万）", "USD/Mtoken"),
    ],
)
def test_prices_whose_header_is_their_unit(heads: str, unit: str) -> None:
    found = bound(rows(f"| Model | {heads} |", "| DeepSeek-R1 | 0.55 | 2.19 |"))
    assert [(c.metric.id, c.quantity.unit) for c in found] == [("input-price", unit), ("output-price", unit)]


def test_a_cell_that_names_its_systems_itself() -> None:
    """The header's order says nothing where the cell tells whose each figure is."""
    table = rows(
        "| | DeepSeek (R1 / V3) | OpenAI (o1-1217) |",
        "| MMLU | V3: 88.5, R1: 90.8 | 91.8 |",
        "| MATH-500 | R1：97.3 | 96.4 |",
        "| Price (input/output) | $0.27 / $1.10 (DeepSeek-V3), $0.55 / $2.19 (DeepSeek-R1) | $15 / $60 |",
    )
    assert [row for row in triples(table) if row[1] in (R1, V3)] == [
        ("88.5", V3, "mmlu"),
        ("90.8", R1, "mmlu"),
        ("97.3", R1, "math-500"),
        ("$0.27", V3, "input-price"),
        ("$1.10", V3, "output-price"),
        ("$0.55", R1, "input-price"),
        ("$2.19", R1, "output-price"),
    ]


@pytest.mark.parametrize("header", ["Rank", "排名", "#Ranking"])
def test_a_place_is_no_score(header: str) -> None:
    table = "### MMLU\n\n" + rows(
        f"| Model | Score | {header} |", "| DeepSeek-R1 | 90.8 | 2 |", "| DeepSeek-V3 | 88.5 | 6 |"
    )
    assert triples(table) == [("90.8", R1, "mmlu"), ("88.5", V3, "mmlu")]


def test_a_table_under_a_colon_is_on_what_its_section_is_headed_with() -> None:
    table = rows("| Specification | Details |", "| MMLU | 90.8 |", "| MATH-500 | 97.3 |")
    lead = "First there was DeepSeek-V3, now there is DeepSeek-R1. Here is what it scores:\n\n"
    assert {subject for _, subject, _ in triples(f"## On DeepSeek-R1\n\n{lead}{table}")} == {R1}


def test_a_header_that_names_an_architecture_tells_no_part() -> None:
    table = rows("| 模型 | 总参数 | 激活参数 (MoE) |", "| DeepSeek-R1 | 6710亿 | 370亿 |")
    assert all(scope is None for _, _, _, scope in scoped(table))


def test_a_delimiter_row_of_one_cell() -> None:
    table = "指标 | DeepSeek-R1 | DeepSeek-V3 |\n---|\nMMLU | 90.8% | 88.5% |\nMATH-500 | 97.3% | 90.2% |\n"
    assert set(triples(table)) == {
        ("90.8%", R1, "mmlu"),
        ("88.5%", V3, "mmlu"),
        ("97.3%", R1, "math-500"),
        ("90.2%", V3, "math-500"),
    }


def test_the_first_of_a_line_beside_a_later_one() -> None:
    found = engine.check(
        documents.read_text(rows("| Model | Params |", "| GPT | 117M |", "| GPT-2 | 1.5B |"), "draft.md"),
        load_registry(),
    )
    assert [j.claim.subject.id for j in found.judgements] == ["gpt-1", "gpt-2"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            rows("| Model | Params (Total / Active) |", "| DeepSeek-V3 | 671B / 37B |", "| Kimi K3 | 2.8T / 104B |"),
            [
                ("671B", V3, "total-parameters"),
                ("37B", V3, "active-parameters"),
                ("2.8T", "kimi-k3", "total-parameters"),
                ("104B", "kimi-k3", "active-parameters"),
            ],
        ),
        (
            rows("| Model | Total / Active | Experts |", "| DeepSeek-V3 | 671B / 37B | 256 |"),
            [("671B", V3, "total-parameters"), ("37B", V3, "active-parameters"), ("256", V3, "experts")],
        ),
        (
            rows("| 型号 | 输入音频价格 | 输入价格 |", "| gemini-2.0-flash | $0.70/M | $0.10/M |"),
            [("$0.10/M", "gemini-2.0-flash", "input-price")],
        ),
        (
            rows("| GPU | 显存 | 带宽 |", "| A800 | 80 GB | 2,039 GB/s |", "| H800 PCIe | 80 GB | 2 TB/s |"),
            [
                ("80 GB", "a800", "memory"),
                ("2,039 GB/s", "a800", "memory-bandwidth"),
                ("80 GB", "h800-pcie", "memory"),
                ("2 TB/s", "h800-pcie", "memory-bandwidth"),
            ],
        ),
        (
            rows("| Task | Llama 2 7B | Gemma 7B |", "| GSM8K | 14.6 (8-shot) | 46.4 (maj@1) |"),
            [("14.6", "llama-2-7b", "gsm8k"), ("46.4", "gemma-7b", "gsm8k")],
        ),
    ],
)
def test_labels_of_two_kinds(table: str, expected: list[tuple[str, str, str]]) -> None:
    judged = engine.check(documents.read_text(table, "draft.md"), load_registry()).judgements
    assert [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in judged] == expected


def test_a_setting_in_brackets_is_of_the_figure_before_it() -> None:
    table = rows("| Task | Llama 2 7B | Gemma 7B |", "| GSM8K | 14.6 (8-shot) | 46.4 (maj@1) |")
    judged = engine.check(documents.read_text(table, "draft.md"), load_registry()).judgements
    assert [dict(j.claim.conditions) for j in judged] == [{"shots": "8"}, {"sampling": "maj@1"}]
