"""By what a list was asked, in words: it stands in the file that leaves."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from pydantic import BaseModel

from portal.shell.lists.facets import Facet
from portal.shell.lists.filters import Choice, Filter, Range, Tick

Note = tuple[str, str]


def describe_filters(
	filters: Sequence[Filter], facets: Sequence[Facet], query: BaseModel
) -> Iterator[Note]:
	"""Yield what each filter is called and set to; what a facet has set is said by the facet."""
	for one in filters:
		for title, setting in list_settings(one, query):
			yield str(title), setting
	titles = {str(one.title) for one in filters}
	for facet in facets:
		texts = [str(line.text) for line in facet.lines if line.is_on]
		if texts and str(facet.title) not in titles:
			yield str(facet.title), join_values(texts)


def list_settings(one: Filter, query: BaseModel) -> Iterator[tuple[Any, str]]:
	"""Yield what a filter is set to, in words: the two ends of a range apart."""
	if isinstance(one, Range):
		for bound, text in one.list_bounds():
			for title, setting in list_settings(bound, query):
				yield f"{title}, {text}", setting
		return
	texts = [name_value(one, text) for text in one.list_set(query) if text]
	if texts:
		yield one.title, join_values(texts)


def name_value(one: Filter, text: str) -> str:
	"""Return what a value of a filter is called."""
	if isinstance(one, Tick):
		return str(_("sí"))
	if isinstance(one, Choice):
		return next((str(name) for value, name in one.list_options() if str(value) == text), text)
	return text


def join_values(texts: Sequence[str]) -> str:
	"""Return several values, any of which was asked."""
	return str(_(" o ")).join(texts)
