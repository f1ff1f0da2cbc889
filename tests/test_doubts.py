"""Contradictions that are told, told as notes, or kept: other runs, copied tables, names and columns read wrongly."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text
from claimcheck.registry import Registry, load_registry

SCORES = {
    "gamma-1": {"aime-2024": 51.3, "math-500": 82.4, "mmlu": 74.6, "swe-bench": 31.7},
    "gamma-2": {"aime-2024": 55.9, "math-500": 84.1, "mmlu": 76.2},
}
SIZES = {"gamma-13b": None, "gamma-7b": "6.9e9", "gamma-large": "2e9"}
WHERE = 'source: rerun, locator: row 1, date: "2025-03-01"'
EXTRA = "- {id: gamma, kind: organisation, name: Gamma}\n" + "".join(
    f"- {{id: {name}, kind: model, name: {name.title()}, developer: gamma, facts: [{', '.join(facts)}]}}\n"
    for name, facts in (
        *((n, [f"{{metric: {m}, value: {v} percent, {WHERE}}}" for m, v in row.items()]) for n, row in SCORES.items()),
        *((n, [f"{{metric: total-parameters, value: {v} parameter, {WHERE}}}"] if v else []) for n, v in SIZES.items()),
    )
)


@cache
def registry(folder: Path) -> Registry:
    (folder / "extra.yaml").write_text(EXTRA, encoding="utf-8")
    return load_registry(Path(__file__).parent / "rules" / "registry", folder, shipped=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


def told(text: str, folder: Path) -> list[tuple[str, str, str]]:
    result = engine.check(read_text(text, "d.md"), registry(folder))
    return [(f.code, f.severity, f.text) for f in result.findings]


def table(header: str, *rows: str) -> str:
    return "\n".join(f"| {line} |" for line in (header, "|".join("-" * (header.count("|") + 1)), *rows)) + "\n"


HEAD = "Model | AIME 2024 | MATH-500 | MMLU"


def test_a_row_that_quotes_a_report_is_held_to_it(folder: Path) -> None:
    assert told(table(HEAD, "Gamma-1 | 51.3 | 82.4 | 75.6"), folder) == [("CC101", "warning", "75.6")]


@pytest.mark.parametrize("row", ["Gamma-1 | 52.3 | 81.4 | 75.6", "Gamma-1 | 51.3 | 81.4 | 75.6"])
def test_a_row_of_other_runs_gives_notes_only(row: str, folder: Path) -> None:
    found = told(table(HEAD, row), folder)
    assert found
    assert {severity for _, severity, _ in found} == {"note"}


def test_one_wrong_name_explains_a_row(folder: Path) -> None:
    found = told(table(HEAD, "Gamma-1 | 55.9 | 84.1 | 76.2") + "\nGamma-2 came later.\n", folder)
    assert [(code, text) for code, severity, text in found if severity != "note"] == [
        ("CC104", "55.9"),
        ("CC104", "84.1"),
        ("CC104", "76.2"),
    ]


def test_columns_told_apart_by_words_unread_give_notes(folder: Path) -> None:
    text = table("Model | total parameters | total parameters of the tower", "DeepSeek-V3 | 671B | 617B")
    assert [severity for _, severity, _ in told(text, folder)] in ([], ["note"])
    alone = table("Model | total parameters", "DeepSeek-V3 | 617B")
    assert told(alone, folder) == [("CC101", "error", "617B")]


def test_a_size_in_another_name_belongs_to_that_name(folder: Path) -> None:
    assert told("Gamma-13B, made after Gamma-7B, has 13 billion total parameters.", folder) == []
    assert [code for code, _, _ in told("Gamma-7B has 9.6 billion total parameters.", folder)] == ["CC101"]


def test_a_nominal_size_leaves_room(folder: Path) -> None:
    assert {severity for _, severity, _ in told("Gamma-Large has 2.7B total parameters.", folder)} <= {"note"}
    assert [severity for _, severity, _ in told("Gamma-Large has 4.7B total parameters.", folder)] == ["warning"]


def test_the_entries_of_a_change_log_are_no_conflict(folder: Path) -> None:
    log = "# News\n\n- [2025-01-20] Nova-1 released.\n- [2024-11-02] Nova-1 released in preview.\n"
    assert told(log, folder) == []


@pytest.mark.parametrize(
    ("sizes", "alarms"),
    [("4B、13B、34B和70B", 1), ("7B、13B、34B和70B", 0), ("7B、13B和70B", 0), ("4B和70B", 0), ("4B、13B、22B和70B", 0)],
)
def test_the_odd_one_of_a_familys_sizes(sizes: str, alarms: int) -> None:
    text = f"Meta 发布的 Llama 2 有{sizes}几个参数量版本。"
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


def test_a_score_a_few_points_from_the_makers_is_a_note(folder: Path) -> None:
    near, far = "DeepSeek-R1 scores 76% on AIME 2024.", "DeepSeek-R1 scores 56% on AIME 2024."
    slip = "DeepSeek-R1 scores 78.9% on AIME 2024."
    assert [s for _, s, _ in told(near, folder)] == ["note"]
    assert [s for _, s, _ in told(far, folder)] != ["note"]
    assert [s for _, s, _ in told(slip, folder)] != ["note"]


def test_an_average_or_a_layers_size_is_not_held_to_the_whole(folder: Path) -> None:
    assert told("DeepSeek-R1 averages 56% on AIME 2024.", folder) == []
    assert told("DeepSeek-R1 on AIME 2024: an average of 56%.", folder) == []
    assert told("In DeepSeek-V3 each layer is 11B parameters large.", folder) == []
    assert [code for code, _, _ in told("DeepSeek-V3 is 617B parameters large.", folder)] == ["CC101"]


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("Eight H100 GPUs give a combined 640 GB of memory.", 0),
        ("H200 cards with 1.1TB of HBM in total.", 0),
        ("将8块H200整合到一起，总显存达到1.1TB。", 0),
        ("A workstation with dual H200s (282GB of memory).", 0),
        ("服务器里装了 4 张 H200，564GB 显存全部可用。", 0),
        ("The H200 is 2x faster and has 282 GB of memory.", 1),
        ("An H200 has 188GB of memory in total.", 1),  # nothing that several have together
        ("The H100 has a memory of 640 GB.", 1),
    ],
)
def test_what_several_chips_have_together(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


@pytest.mark.parametrize(("figure", "alarms"), [("1800 GB/s", 0), ("3600 GB/s", 0), ("1700 GB/s", 1)])
def test_a_link_may_be_counted_one_way(figure: str, alarms: int) -> None:
    text = f"The Rubin GPU from Nvidia has {figure} of NVLink bandwidth."
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("The B200 may only reach 1745 TFLOPS (BF16) out of the 2250 TFLOPS of its data sheet.", 0),
        ("The B200 may only reach 1745 TFLOPS (BF16).", 1),
        ("They kept Skywork-13B-Base after training on 500B, 1T, 1.5T, 2T and 2.5T tokens.", 0),
        ("On an A100 node with 600 GBps inside, it is slow.", 0),
        ("The A100 has 600 GB/s of memory bandwidth.", 1),
    ],
)
def test_figures_of_another_extent(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        (table("Benchmark | Number of answers for each question", "AIME 2024 | 64", "MATH-500 | 4"), 0),
        (table("Benchmark | Score", "AIME 2024 | 64", "MATH-500 | 4"), 1),
        ("DeepSeek-R1 is within 1-3 standard deviations on AIME 2024.", 0),
        ("The A100 has 624 TFLOPS of FP16 w/ sparsity.", 0),
    ],
)
def test_counts_and_deviations_are_no_scores(text: str, alarms: int) -> None:
    findings = engine.check(read_text("DeepSeek-R1 was measured.\n\n" + text, "draft.md"), load_registry()).findings
    assert any(finding.severity != "note" for finding in findings) == bool(alarms)


WINDOW = 'facts: [{metric: context-length, value: 128e3 token, source: o, locator: row 1, date: "2025-01"}]'
WINDOWS = f"""
- {{id: omega, kind: family, name: Omega, {WINDOW}}}
- {{id: omega-a, kind: model, name: Omega-A, family: omega}}
- {{id: omega-b, kind: model, name: Omega-B, {WINDOW}}}
- {{id: omega-b-2507, kind: model, name: Omega-B-2507, family: omega-b}}
"""
SOURCE = '- {id: o, title: Omega, publisher: Omega, kind: primary, url: "https://example.org/o", date: "2025-01"}\n'


@pytest.mark.parametrize(
    ("name", "size", "alarms"),
    [
        ("Omega-A", "256K", 1),
        ("Omega-B", "256K", 1),
        ("Omega-B-2507", "256K", 0),
        ("Omega-B-2507", "64K", 1),
    ],
)
def test_a_limit_of_an_older_version_may_be_passed(name: str, size: str, alarms: int) -> None:
    """What is told of a whole family holds for its members, what is told of a model is a floor for its next edition."""
    text = f"{name} has a context window of {size} tokens."
    findings = engine.check(read_text(text, "draft.md"), beside_shipped(WINDOWS, SOURCE)).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("| Model | Context |\n|-|-|\n| Claude Opus 4.6 | 200K (1M beta) |", 0),
        ("By 2024 models had gains of 18.8 and 48.9 percentage points on MMMU and GPQA over GPT-4o.", 0),
    ],
)
def test_what_stands_beside_a_figure_explains_it(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("- **2022 H100:** about 80 billion transistors", ["transistors"]),
        ("DeepSeek-V3 was trained on 2048 H800 GPUs.", ["gpu-count"]),
        ("AlexNet was trained on two GTX 580 GPUs.", []),
        ("The DGX GH200 is no match for the 50 series GPUs.", []),
        (
            table("Chip | Process | Memory", "H100 | TSMC 4nm | 80GB", "B200 | TSMC 4nm | 192GB"),
            ["process-node", "memory"],
        ),
        ("H200 SXM offers 989.5 FP16 TFLOPS.", ["fp16-throughput"]),
        ("A100 PCIe 40GB offers 1555 GB/s of memory bandwidth.", ["memory", "memory-bandwidth"]),
        ("In that paper 100 tokens were enough for GPT-4.", []),
        ("GPT-4o gives 3,000 tokens/s/GPU.", ["generation-speed"]),
    ],
)
def test_what_the_shipped_names_make_of_numbers(text: str, metrics: list[str]) -> None:
    judged = engine.check(read_text(text, "draft.md"), load_registry()).judgements
    assert sorted({judgement.claim.metric.id or "" for judgement in judged}) == sorted(metrics)


def test_a_word_inside_a_name_is_no_if() -> None:
    text = "GPT-4.1 tops the Multi-IF list at 70.8%."
    (judgement,) = engine.check(read_text(text, "draft.md"), load_registry()).judgements
    assert judgement.claim.stance == "asserted"


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("DeepSeek-V3 has 674B parameters.", 0),  # within a hundredth, as the weights are counted
        ("DeepSeek-V3 has 617B parameters.", 1),
        ("FLM-101B was grown from a small-scale model (16B) in the early stages.", 0),
        ("FLM-101B has 10.1 billion parameters.", 1),  # a power of ten is a slip
        ("A box with one two-slot H200 has 282 GB of memory.", 1),
        ("H200 的双精度和 282 GB 显存都很强。", 1),
        (table("Model | Context", "Claude Opus 4.6 | 200K (of 5M)"), 0),
    ],
)
def test_sizes_that_are_counted_otherwise(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms
