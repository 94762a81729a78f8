"""Waits for long work with a progress bar."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

POLL_SECONDS = 0.25
LONGEST_SECONDS = 600.0
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Progressed:
	"""How far a piece of work is; `failure` says why it will not end well."""

	done: int
	total: int
	is_over: bool
	failure: str | None = None


class StoryError(RuntimeError):
	"""The story did not go as it must."""


def wait_for(
	console: Console,
	title: str,
	ask: Callable[[], Answer],
	measure: Callable[[Answer], Progressed],
	*,
	longest: float = LONGEST_SECONDS,
) -> Answer:
	"""Poll `ask` until `measure` says that it is over; return the last answer.

	:raises StoryError: the work failed, or took longer than `longest` seconds
	"""
	columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
	deadline = time.monotonic() + longest
	with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
		bar = bars.add_task(title, total=None)
		while True:
			answer = ask()
			now = measure(answer)
			bars.update(bar, completed=now.done, total=max(now.total, 1))
			if now.failure is not None:
				raise StoryError(f"{title}: {now.failure}")
			if now.is_over:
				return answer
			if time.monotonic() > deadline:
				raise StoryError(f"{title}: no terminó en {longest:.0f} s")
			time.sleep(POLL_SECONDS)
