"""A page is made of parts; a part whose service is down says so, and the rest works on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from flask import flash, g, request

from chasqui.kernel.errors import NotFound, Unavailable
from portal.shell.forms.form import REFUSALS

HX_REQUEST = "HX-Request"
Value = TypeVar("Value")
Asked = ParamSpec("Asked")


@dataclass(frozen=True)
class Part(Generic[Value]):
	"""What a service answered, or why it did not."""

	value: Value | None
	error: str = ""


def load_part(load: Callable[[], Value]) -> Part[Value]:
	"""Return what `load` gives, or the reason why its service cannot."""
	try:
		return Part(load())
	except Unavailable as error:
		return Part(None, str(error.detail))


def load_or_none(load: Callable[[], Value]) -> Value | None:
	"""Return what `load` gives, or None where there is no such thing yet."""
	try:
		return load()
	except NotFound:
		return None


def remember(load: Callable[Asked, Value]) -> Callable[Asked, Value]:
	"""Have a function asked once while a page is made, however many rows want its answer.

	What fails is asked again; a `Part` that failed is an answer.
	"""

	@wraps(load)
	def load_once(*args: Asked.args, **options: Asked.kwargs) -> Value:
		kept: dict[Any, Value] = g.setdefault("remembered", {})
		key = (load, args, tuple(sorted(options.items())))
		if key not in kept:
			kept[key] = load(*args, **options)
		return kept[key]

	return load_once


def is_fragment() -> bool:
	"""Return whether a part of a page is asked for, not a page."""
	return HX_REQUEST in request.headers


def notify(text: object, tone: str = "ok") -> None:
	"""Show a notice on the next page; `tone` as in `Label`."""
	flash(str(text), tone)


@contextmanager
def notify_refusals() -> Iterator[None]:
	"""Show on the next page why a service refuses what is asked of it here; the rest is left."""
	try:
		yield
	except REFUSALS as error:
		notify(error.detail, "warn")
