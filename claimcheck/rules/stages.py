"""Accelerators and days of training: a model is trained in stages and by several, each with a count of its own."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.model import Judgement
from claimcheck.rules import figures, runs

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_TELLING = 3  # digits that are a power of ten times a report's by no chance
_REACH = 120  # characters around a training time in which the cluster is told
_CLUSTER = re.compile(
    r"\d[\d,]*\s?(?:[x×]\s?)?(?:(?:nvidia|英伟达)\s)?(?:[abhlv]\d{2,4}s?|gpus?|tpus?|卡|块|张|accelerators?)(?![a-z])"
)


_TUNED = re.compile(
    r"(?<![a-z])(?:fine-?tun\w+|instruction(?:[- ]tun\w+)?|sft|post-?train\w*|further pre-?train\w*|"
    r"continu\w+ pre-?train\w*|annealing|additional)(?![a-z])|微调|指令|继续预训练|后训练|退火|额外"
)
_SET_OFF = re.compile(r"(?<![a-z])(?:pre-?train\w*|trained)(?![a-z])|[:;，；。]|, |\. |预训练|最终")
_TRAINED = re.compile(r"(?<![a-z])(?:pre-?train\w*|trained)(?![a-z])|预训练|最终")
_OPTIMAL = re.compile(  # of lower case, before an amount of data: what would have been best
    r"(?<![a-z])(?:optimal|optimum) (?:number|amount|size|data\w*|training|token\w*)[^.,;]{0,48}\Z|"
    r"(?<![a-z])should (?:have been|be) trained [^.;]{0,24}\Z|最[优佳]的?[^，。；]{0,8}(?:token|数据)[^，。；]{0,12}\Z"
)
_TUNING = 64  # characters before an amount of data
_TRIED = re.compile(
    r"尝试过?|试过|曾经?(?=用|在|把|将)|"
    r"(?<![a-z])(?:tried|experiment(?:ed|ing) with|explored|attempted|ablat\w+)(?![a-z])"
)


def _was_tried(judgement: Judgement, checked: Checked) -> bool:
    """Whether an amount of training data is that of a trial, "团队尝试过 ... 构造约 12T tokens", of a later stage,
    "instruction fine-tuning on 2B tokens", or what would be best.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    if claim.metric.id != "training-tokens" or segment is None or claim.cell is not None:
        return False
    low, start = segment.view.low, claim.quantity.start
    tried = [hit.end() for hit in _TRIED.finditer(low, max(0, start - _REACH), start)]
    tuned = [hit.end() for hit in _TUNED.finditer(low, max(0, start - _TUNING), start)]
    if _OPTIMAL.search(low, max(0, start - _REACH), start) is not None:
        return True
    return bool(tuned and _SET_OFF.search(low, tuned[-1], start) is None) or bool(
        tried and _TRAINED.search(low, tried[-1], start) is None
    )


def of_another_stage(judgement: Judgement, checked: Checked) -> bool:
    """Whether a count of accelerators or a time of training may be that of another stage or cluster of a model: it
    differs from the reports and is no slip of the finger; a time beside a cluster of its own may.
    """
    claim = judgement.claim
    if _was_tried(judgement, checked):
        return True
    entity = checked.registry.entity(claim.subject.id or "")
    if entity is None or entity.kind not in ("model", "family", "chip"):
        return False
    if runs.mistyped(judgement) or (figures.weight(claim.quantity) >= _TELLING and figures.tenfold(judgement)):
        return False
    if claim.metric.id == "gpu-count":
        return True
    segment = checked.segment(claim)
    if claim.metric.id != "training-time" or segment is None:
        return False
    if any(j.claim.block == claim.block for j in checked.supported.get((claim.subject.id, "gpu-count"), ())):
        return False  # the cluster is the one that is reported
    near = segment.view.low[max(0, claim.quantity.start - _REACH) : claim.quantity.end + _REACH]
    return _CLUSTER.search(near) is not None
