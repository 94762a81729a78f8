"""What is made of typed texts before a contract reads them."""

import re
import unicodedata
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.shell.forms.form import Form

LONGEST_KEY = 40


def make_key(name: str) -> str:
	"""Return a key out of a name: ``tipo_de_equipo`` for «Tipo de equipo»."""
	plain = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
	key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
	return (key if key[:1].isalpha() or not key else f"campo_{key}")[:LONGEST_KEY]


def split_choices(typed: MultiDict[str, str]) -> MultiDict[str, str]:
	"""Return a form with one choice per line of its text."""
	plain = MultiDict(typed)
	plain.setlist("choices", [one.strip() for one in typed.get("choices", "").splitlines()])
	return plain


def read_keyed(typed: MultiDict[str, str]) -> MultiDict[str, str]:
	"""Return a form of something with choices whose key is made of its name."""
	keyed = split_choices(typed)
	keyed["key"] = make_key(typed.get("label", ""))
	return keyed


def blame_label(form: Form[Any]) -> None:
	"""Put at the name what is wrong with the key that was made of it."""
	fault = form.errors.pop("key", "")
	if fault:
		form.errors.setdefault("label", fault)
