"""Which lines changed since a revision: for checks of a pull request's own lines."""

from __future__ import annotations

import os
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from claimcheck import patterns as re
from claimcheck.errors import UsageError
from claimcheck.model import Finding, Result
from claimcheck.records import replace
from claimcheck.spans import LineIndex, Span

Lines = tuple[tuple[int, int], ...]  # first and last line, both from 1 and inclusive
WHOLE: Lines = ((1, 2**31),)


def changed(revision: str, paths: Iterable[str]) -> dict[str, Lines]:
    """Lines of each path that were added or changed since `revision` (files unknown to it: all). Raises UsageError."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError(f"'{revision}' is no revision", key="diff-base", remedy="name a commit, a branch or a tag")
    out: dict[str, Lines] = {}
    bases: dict[str, str] = {}
    for path in paths:
        if path == "-":
            out[path] = WHOLE
            continue
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in bases:
            bases[folder] = _base(revision, folder)
        name = os.path.basename(path)
        if not _git(folder, "ls-tree", "--name-only", "-z", bases[folder], "--", name):
            out[path] = WHOLE
            continue
        text = _git(
            folder,
            "diff",
            "--unified=0",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--text",  # a .gitattributes that calls drafts binary would hide their lines
            bases[folder],
            "--",
            name,
        )
        out[path] = parse(text)
    return out


def parse(diff: str) -> Lines:
    """The added ranges of a unified diff without context. A pure deletion touches the line before it."""
    lines: list[tuple[int, int]] = []
    for found in re.finditer(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", diff, re.MULTILINE):
        first, count = int(found[1]), int(found[2] or 1)
        lines.append((first, first + count - 1) if count else (max(first, 1), first + 1))
    return tuple(lines)


def only(result: Result, lines: Mapping[str, Lines]) -> Result:
    """The result with the findings that touch a changed line at either end: a conflict counts for both its figures."""
    if result.document is None or not result.findings:
        return result
    index = LineIndex(result.document.source)
    ranges = sorted(lines.get(result.path, WHOLE))
    ends = [end for _, end in ranges]  # in order, too: git's ranges lie apart

    def touched(span: Span) -> bool:
        first, last = index.line(span.start), index.line(max(span.start, span.end - 1))
        at = bisect_left(ends, first)
        return at < len(ends) and ranges[at][0] <= last

    def kept(finding: Finding) -> bool:
        return touched(finding.span) or any(touched(related.span) for related in finding.related)

    return replace(result, findings=tuple(finding for finding in result.findings if kept(finding)))


def _base(revision: str, folder: str) -> str:
    """The commit where the current one left `revision`, so that others' later work does not count as a change."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", wrong=revision).strip()
    try:
        return _git(folder, "merge-base", commit, "HEAD").strip() or commit
    except UsageError:  # a shallow clone has no common ancestor to show
        return commit


def _git(folder: str, *arguments: str, wrong: str | None = None) -> str:
    command = ["git", "--literal-pathspecs", "-c", "core.quotePath=false", "-C", folder, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        raise UsageError(
            "git is not installed", key="diff-base", remedy="install git, or leave --diff-base out"
        ) from None
    if done.returncode != 0:
        if wrong is not None and b"not a git repository" not in done.stderr:
            remedy = "fetch it first (in CI: fetch-depth: 0)"
            raise UsageError(f"revision '{wrong}' is unknown here", key="diff-base", remedy=remedy)
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"git: {said[0] if said else 'failed'}", key="diff-base", remedy="run inside a git work tree")
    return done.stdout.decode("utf-8", "replace")
