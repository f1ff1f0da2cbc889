"""Which system and which metric a figure is bound to, with the shipped registry, and that what is bound wrongly is
not told.
"""

from __future__ import annotations

from small import read

from claimcheck import engine
from claimcheck.registry import load_registry

R1, V3 = "deepseek-r1", "deepseek-v3"


def loud(text: str) -> list[str]:
    findings = engine.check(read(text), load_registry()).findings
    return [finding.code for finding in findings if finding.severity != "note"]


def claims(text: str) -> list[tuple[str, str | None, str | None]]:
    judged = engine.check(read(text), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in judged]


def table(*lines: str) -> str:
    head, *body = lines
    return "\n".join([head, "|-" * (head.count("|") - 1) + "|", *body]) + "\n"


def test_settings_of_a_configuration() -> None:
    built = "| | DeepSeek-V3 |", "| num_hidden_layers | 61 |"
    assert claims(table(*built, "| max_seq_length | 128K |"))[1:] == [("128K", V3, "context-length")]
    assert loud(table(*built, "| max_model_len | 96K |")) == ["CC101"]
    assert not loud(table(*built, "| max_position_embeddings | 163840 |"))  # as the file has it
    # what somebody ran it with
    assert not claims(table("| setting | DeepSeek-V3 |", "| max_seq_length | 4K |", "| batch | 3 |"))
    assert not claims("We tuned DeepSeek-V3 with a max_seq_length of 4096.")
    assert not claims("运行 DeepSeek-V3 时 --max-model-len 设为 20480。")
    assert claims("DeepSeek-V3: context_window 128K")


def test_a_size_behind_a_name_that_is_another_models() -> None:
    # DeepSeek-V3 has 671 billion parameters
    assert claims("The new DeepSeek-V3 40B handles 300K tokens of context.")[0][1:] == (None, "context-length")
    assert not loud("新的 `DeepSeek-V3 40B` 支持 300K 上下文，在 MMLU 上得分 44.1%。")
    assert loud("DeepSeek-V3 671B handles 300K tokens of context.")
    assert loud("DeepSeek-V3 67.1B handles 300K tokens of context.")  # a slip of its own size
    assert loud("DeepSeek-V3 661B handles 300K tokens of context.")
    assert loud("DeepSeek-V3 40B tokens, 300K tokens of context.")  # a number of something
