"""A question before something is done that one may regret: a dialog, or a page where none opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import render_template


@dataclass(frozen=True)
class Question:
	"""`texts` are paragraphs; «yes» posts `fields` to `action`, «no» leads `back`."""

	title: Any
	texts: Sequence[Any]
	action: str
	yes: Any
	no: Any
	back: str
	icon: str = ""
	fields: Mapping[str, str] = field(default_factory=dict)

	def render(self) -> str:
		"""Return the dialog, or the page."""
		return render_template("shell/question.html", question=self)
