"""Python's collector of garbage waits while a page is read: a tree of thousands of objects that all live gives it nothing to find."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(read: Callable[P, R]) -> Callable[P, R]:
    """Let the collector wait while `read` runs, and find what it left when it is done: one search for each page in place of dozens."""

    @wraps(read)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return read(*args, **kwargs)
        gc.disable()
        try:
            return read(*args, **kwargs)
        finally:
            gc.enable()

    return run
