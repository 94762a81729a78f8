"""A form among other things of a page: a card with a title and a button."""

from dataclasses import dataclass
from typing import Any

from portal.shell.forms.form import Form
from portal.shell.forms.layout import FormLayout


@dataclass(frozen=True)
class FormCard:
	"""`name` distinguishes it from the other cards of the page, in the ids of its parts."""

	name: str
	title: Any
	layout: FormLayout
	form: Form[Any]
	yes: Any
	icon: str = "check"
	action: str = ""
	"""Where it is sent, if not to the page's own address."""
	is_collapsed: bool = False
	"""Only its title is seen until it is asked for; what was typed is seen."""
	is_filled: bool = False
	"""It shows what is kept: that opens nothing."""
