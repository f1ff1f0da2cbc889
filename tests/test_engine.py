"""The engine: one disagreement, one finding; directives; fingerprints; crashed rules."""

from small import checked

from claimcheck import rules
from claimcheck.rules.base import Rule

WRONG = "DeepSeek-R1 scores 97.8% on AIME 2024."


def codes(result):
    return [f.code for f in result.findings]


def test_a_wrong_figure_gives_one_finding_with_evidence():
    result = checked(WRONG)
    (finding,) = result.findings
    assert finding.code == "CC101"
    assert finding.text == "97.8%"
    assert finding.facts == ("deepseek-r1/aime-2024/r1-readme",)
    assert finding.claim == result.judgements[0].claim.id


def test_a_directive_silences_and_is_not_reported():
    result = checked(f"{WRONG} <!-- claimcheck: ignore[value] quoted on purpose -->")
    assert codes(result) == []
    assert [f.code for f in result.suppressed] == ["CC101"]


def test_an_unused_directive_and_an_unknown_rule_are_reported():
    assert codes(checked("DeepSeek-R1 scores 79.8% on AIME 2024. <!-- claimcheck: ignore[value] x -->")) == ["CC901"]
    (finding,) = [f for f in checked(f"{WRONG} <!-- claimcheck: ignore[valu] x -->").findings if f.code == "CC901"]
    assert "value" in finding.message


def test_select_runs_only_those_rules():
    assert codes(checked(WRONG, select=frozenset({"CC201"}))) == []


def test_fingerprints_do_not_move_with_lines():
    one = checked(WRONG).findings[0].fingerprint
    assert checked(f"An unrelated line.\n\n{WRONG}").findings[0].fingerprint == one
    two = checked(f"{WRONG}\n\n{WRONG}").findings
    assert len({f.fingerprint for f in two}) == 2


def test_messages_follow_the_language():
    assert "草稿" in (text := checked("DeepSeek-R1 在 AIME 2024 上得分 97.8%。").findings[0].message) or "文中" in text
    assert checked("DeepSeek-R1 在 AIME 2024 上得分 97.8%。", language="en").findings[0].message.isascii()


def test_a_crashed_rule_is_named_and_the_rest_goes_on(monkeypatch):
    def crash(judgement, checked):
        raise ZeroDivisionError("nothing to divide")

    broken = Rule("CC102", "magnitude", "error", "Broken", claim=crash)
    monkeypatch.setattr(rules, "CLAIM_RULES", (broken, *rules.CLAIM_RULES))
    result = checked(WRONG)
    assert codes(result) == ["CC101"]
    assert [n.level for n in result.notices] == ["error"]
    assert "CC102" in result.notices[0].message


def test_what_was_not_judged_is_counted_with_its_reason():
    result = checked("DeepSeek-V3 scores 12.3% on GPQA Diamond. DeepSeek-R1 scores 79.8% on AIME 2024.")
    assert result.figures == 2
    assert result.unjudged == {"no fact": 1}
