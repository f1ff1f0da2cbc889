"""Resource bounds as settings, and the clock that ends the check of a draft which takes too long."""

from __future__ import annotations

import signal
from collections.abc import Mapping

from claimcheck.documents.base import DEFAULT, Bounds
from claimcheck.errors import BoundError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

SECONDS = 120
MENTIONS = 200_000  # names and figures of one paragraph or cell
NAMES = ("seconds", "mentions", *Bounds.__slots__)


def bounds(given: Mapping[str, int]) -> Bounds:
    """The readers' bounds, those of `given` in place of the defaults."""
    values = {name: given.get(name, getattr(DEFAULT, name)) for name in Bounds.__slots__}
    return Bounds(**values)


_AGAIN = 1.0  # seconds


class _Late(BaseException):
    """Not an Exception: a rule's crash is caught and noted, running out of time is not the rule's."""


class within:
    """Raises BoundError in a body that runs longer than this on the clock; 0 is without end.

    Works by alarm signal, so in the main thread of a Unix process only; elsewhere, and where the program around this
    one has use for the alarm itself, the body runs as long as it takes.
    """

    def __init__(self, seconds: float, path: str) -> None:
        self.seconds, self.path = seconds, path
        self.before: Any = None  # what the alarm did; None where it is not ours

    def __enter__(self) -> None:
        if not self.seconds or not hasattr(signal, "setitimer"):
            return
        if signal.getsignal(signal.SIGALRM) not in (signal.SIG_DFL, signal.SIG_IGN):
            return
        try:
            self.before = signal.signal(signal.SIGALRM, self._ring)
        except ValueError:
            return  # not the main thread
        # Again and again: one exception may be lost in a place where Python drops it, such as a finaliser.
        signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        # Python handles signals between instructions. One that came while the exception before it was on its way, as
        # memory was freed, is handled at the first of `__exit__`, from where nothing would catch it.
        while frame is not None:
            if frame.f_code in (within.__enter__.__code__, within.__exit__.__code__):
                return
            frame = frame.f_back
        raise _Late

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: object) -> None:
        if self.before is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.before)
        if kind is _Late:
            message = f"took longer than {self.seconds:g} seconds"
            raise BoundError(message, path=self.path, remedy="split the draft or raise bounds.seconds") from None
