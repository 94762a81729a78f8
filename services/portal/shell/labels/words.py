"""What a feature's labels give to all pages, and what a code is called there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask import Flask, current_app

from portal.shell.labels.label import Label

EXTENSION = "chasqui.labels"
# What a bar of a chart shows: (tone, count, text).
Bar = tuple[str, int, str]


@dataclass(frozen=True)
class Words:
	"""The labels of codes, and the filters and functions of templates, by their names there.

	Pairs, not a mapping: members of different enums are equal where their texts are.
	"""

	pairs: tuple[tuple[StrEnum, Label], ...] = ()
	filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
	functions: Mapping[str, Any] = field(default_factory=dict)


def set_up_words(app: Flask, given: Iterable[Words]) -> None:
	"""Give the app what all features declare.

	:raises ValueError: two features declare the same
	"""
	labels: dict[tuple[type, str], Label] = {}
	for words in given:
		_add(labels, {(type(code), code.value): label for code, label in words.pairs})
		_add(app.jinja_env.filters, words.filters)
		_add(app.jinja_env.globals, words.functions)
	app.extensions[EXTENSION] = labels


def name_code(code: str) -> Label:
	"""Return the label of an enum's member; a text that is none is its own label."""
	labels: dict[tuple[type, str], Label] = current_app.extensions[EXTENSION]
	return labels.get((type(code), str(code))) or Label(str(code))


def _add(known: dict[Any, Any], given: Mapping[Any, Any]) -> None:
	if twice := known.keys() & given.keys():
		raise ValueError(f"declared twice: {sorted(map(str, twice))}")
	known.update(given)
