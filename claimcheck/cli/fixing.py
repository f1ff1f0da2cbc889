"""`check --fix`, `--diff` and `--add-ignore`: what changes drafts, or shows how it would."""

from __future__ import annotations

from claimcheck.cli.console import complain, tell, write
from claimcheck.errors import SourceError
from claimcheck.records import replace
from claimcheck.spans import LineIndex

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from claimcheck import files
    from claimcheck.model import Result

# A mended figure may let another fix apply that overlapped it, so a draft is checked again, but not for ever.
ROUNDS = 5


def fix_all(drafts: list[files.Draft], failed: list[Result], options: dict[str, Any]) -> int:
    """Apply the fixes of every draft (or show them with --diff). The status is that of what is left."""
    from claimcheck import files, policy
    from claimcheck.cli.run import narrowed

    status = 2 if failed else 0
    for result in failed:
        complain(f"error: {result.error}")
    mended = files_changed = left = 0
    failing = False
    for draft in drafts:
        try:
            draft = replace(draft, data=files.read(draft))  # what is written back must have been made from this
            before, after, last, applied = _mend(draft, options, narrowed)
            if after != before and options["diff"]:
                from claimcheck import fixes

                write(fixes.diff(draft.path, before, after))
            elif after != before or draft.file is None:
                _save(draft, after, last)
        except SourceError as error:
            complain(f"error: {error}")
            status = 2
            continue
        if last.error is not None or any(notice.level == "error" for notice in last.notices):
            complain(f"error: {last.error or last.notices[0].message}")
            status = 2
        mended += applied
        files_changed += after != before
        left += len(last.findings)
        failing = failing or policy.fails(last.findings, draft.settings["fail-on"])
    if not options.get("quiet"):
        verb = "would mend" if options["diff"] else "mended"
        tell(f"{verb} {mended} findings in {files_changed} drafts, {left} left")
    if status:
        return status
    if options["diff"]:
        return 1 if (files_changed or failing) and not options["exit_zero"] else 0
    return 1 if failing and not options["exit_zero"] else 0


def ignore_all(drafts: list[files.Draft], failed: list[Result], options: dict[str, Any]) -> int:
    """Write a directive beside every finding, with the reason of --add-ignore. The status is that of what is left."""
    from claimcheck import files, fixes, policy, silence
    from claimcheck.cli.run import narrowed

    status = 2 if failed else 0
    for result in failed:
        complain(f"error: {result.error}")
    done = changed = 0
    failing = False
    for draft in drafts:
        try:
            data = files.read(draft)
            (result,) = narrowed([files.check(replace(draft, data=data))], [draft], options)
            if result.document is None:
                complain(f"error: {result.error}")
                status = 2
                continue
            after = silence.silence(result.document, result.findings, options["add_ignore"])
            if options["diff"]:
                write(fixes.diff(draft.path, result.document.source, after.text))
            elif after.silenced or draft.file is None:
                _save(replace(draft, data=data), after.text, result)
        except SourceError as error:
            complain(f"error: {error}")
            status = 2
            continue
        done += len(after.silenced)
        changed += bool(after.silenced)
        failing = failing or policy.fails(after.left, draft.settings["fail-on"])
        index = LineIndex(result.document.source)
        for finding in after.left:
            where = f"{draft.path}:{index.line(finding.span.start)}"
            complain(f"warning: {where}: {finding.code} has no place for a directive; see allow and baseline")
    if not options.get("quiet"):
        tell(f"{'would silence' if options['diff'] else 'silenced'} {done} findings in {changed} drafts")
    return status or int(failing and not options["exit_zero"])


def _mend(draft: files.Draft, options: dict[str, Any], narrowed: Any) -> tuple[str, str, Result, int]:
    """Source before and after, the last result, and how many findings were mended."""
    from claimcheck import files, fixes

    result = narrowed([files.check(draft)], [draft], options)[0]
    if result.document is None or result.document.extracted:
        source = result.document.source if result.document else ""
        return source, source, result, 0
    before = source = result.document.source
    encoding = result.document.encoding
    applied = 0
    for _ in range(ROUNDS):
        assert result.document is not None
        fixed = fixes.apply(result.document, result.findings, unsafe=options["unsafe_fixes"])
        if fixed.text == source:
            break
        source = fixed.text
        applied += len(fixed.applied)
        again = replace(draft, data=source.encode(encoding))
        result = narrowed([files.check(again)], [again], options)[0]
        if result.document is None or result.document.source != source:
            break
    return before, source, result, applied


def _save(draft: files.Draft, text: str, result: Result) -> None:
    from claimcheck import fixes

    encoding = result.document.encoding if result.document else "utf-8"
    if draft.file is None:
        write(text)
        return
    fixes.write(draft.file, text, encoding, before=draft.data)
