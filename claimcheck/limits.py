"""Resource bounds as settings, and the clock that ends the check of a draft which takes too long."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from claimcheck.documents.base import DEFAULT, Bounds
from claimcheck.errors import BoundError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import FrameType

SECONDS = 120
MENTIONS = 200_000  # names and figures of one paragraph or cell
NAMES = ("seconds", "mentions", *Bounds.__slots__)


def bounds(given: Mapping[str, int]) -> Bounds:
    """The readers' bounds, those of `given` in place of the defaults."""
    values = {name: given.get(name, getattr(DEFAULT, name)) for name in Bounds.__slots__}
    return Bounds(**values)


_AGAIN = 10.0  # seconds


class _Late(BaseException):
    """Not an Exception: a rule's crash is caught and noted, running out of time is not the rule's."""


@contextmanager
def within(seconds: float, path: str) -> Iterator[None]:
    """Raises BoundError in a body that runs longer than this on the clock; 0 is without end.

    Works by alarm signal, so in the main thread of a Unix process only; elsewhere, and where the program around this
    one has use for the alarm itself, the body runs as long as it takes.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    if signal.getsignal(signal.SIGALRM) not in (signal.SIG_DFL, signal.SIG_IGN):
        yield
        return
    armed = True

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            raise _Late

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except ValueError:
        before = None  # not the main thread
    if before is None:
        yield
        return
    # Again and again: one exception may be lost in a place where Python drops it, such as a finaliser. Not too soon:
    # freeing what a line of fifty megabytes was read into takes over a second, and a second one then would go uncaught.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    except _Late:
        message = f"took longer than {seconds:g} seconds"
        raise BoundError(message, path=path, remedy="split the draft or raise bounds.seconds") from None
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
