"""Answers that several rules ask for about one claim, one rule after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, TypeVar

    Function = TypeVar("Function", bound=Callable[..., Any])


def once(function: Function) -> Function:
    """The function with its last answer remembered, for the very same arguments; the answer must not be changed."""
    last: tuple[tuple[object, ...], Any] | None = None

    @wraps(function)
    def ask(*arguments: object) -> Any:
        nonlocal last
        known = last
        if known is None or not all(map(is_, known[0], arguments)):
            known = last = arguments, function(*arguments)
        return known[1]

    return ask  # type: ignore[return-value]
