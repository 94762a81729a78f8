"""A page, or a dialog, that asks for something and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _

from portal.shell.forms.form import Form
from portal.shell.forms.layout import FormLayout

SAVE, LEAVE = _("Guardar"), _("Volver sin guardar")


@dataclass(frozen=True)
class FormPage:
	"""`crumbs` are the pages above it, as (address, text); «no» leads `back`.

	`path_title` is what the page is called in the path, if not by its title.
	"""

	title: Any
	layout: FormLayout
	form: Form[Any]
	back: str
	yes: Any = SAVE
	no: Any = LEAVE
	crumbs: Sequence[tuple[str, Any]] = ()
	path_title: Any = ""
	chips: Sequence[StrEnum] = ()
	icon: str = "check"
	action: str = ""
	"""Where it is sent, if not to the page's own address."""
	warning: Any = ""
	"""What cannot be undone, in words; the button says so too."""
	caution: Any = ""
	"""What stays as it is whatever is done here, in words."""
	first: tuple[str, Any] | None = None
	"""What one may want to do before: (address, text)."""
	note: Any = ""

	def render(self) -> str:
		"""Return the page, or the dialog."""
		return render_template("shell/form.html", page=self)
