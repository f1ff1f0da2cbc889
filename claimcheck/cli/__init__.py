"""The command line: parse, call, show."""

from __future__ import annotations

import contextlib
import os
import sys

from claimcheck.cli.console import Exit, complain, prepare_streams


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status. Never a traceback: what goes wrong is one line."""
    prepare_streams()
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return status
    except Exit as end:
        return end.status
    except KeyboardInterrupt:
        complain("interrupted")
        return 130
    except BrokenPipeError:
        _drop_output()  # the reader went away (| head); what it read was right
        return 0
    except RecursionError:
        complain("error: nested too deeply (please report the draft)")
        return 2
    except MemoryError:
        complain("error: out of memory (check fewer or smaller files at a time)")
        return 2
    except Exception as error:
        return _failure(error)


def _drop_output() -> None:
    """Keeps the interpreter's last flush from complaining about output that goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    """The quick way for plain calls; click for everything else."""
    from claimcheck.cli import quick

    status = quick.run(arguments) if "_CLAIMCHECK_COMPLETE" not in os.environ else None
    if status is not None:
        return status
    from claimcheck.cli.group import run

    return run(arguments)


def _failure(error: Exception) -> int:
    from claimcheck.errors import ClaimcheckError

    if isinstance(error, ClaimcheckError):
        complain(f"error: {error}")
    elif isinstance(error, OSError):
        complain(f"error: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        if error.filename is None:
            with contextlib.suppress(OSError, ValueError):  # a captured stream has no number
                _drop_output()
    else:
        if os.environ.get("CLAIMCHECK_TRACEBACK"):
            raise error
        where = "please report it; CLAIMCHECK_TRACEBACK=1 shows where"
        complain(f"internal error: {type(error).__name__}: {error} ({where})")
    return 2


def entry() -> int:
    """The console script: a process of its own, which may keep compiled patterns and collect garbage less often."""
    if sys.argv[1:2] != ["check"]:
        return main(sys.argv[1:])
    import gc

    from claimcheck.cli import warm

    gc.set_threshold(50_000, 20, 20)  # a run builds tens of thousands of small records, and no cycles worth the search
    warm.load()
    status = main(sys.argv[1:])
    warm.save()
    gc.freeze()  # the interpreter would look through all records for cycles once more before it ends
    return status
