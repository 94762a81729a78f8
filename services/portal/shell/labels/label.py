"""What a code is called on a page: a text, a tone and an icon."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Label:
	"""`tone` is one of plain, primary, ok, warn, bad, info, plum; `text` is lazy."""

	text: Any
	tone: str = "plain"
	icon: str = ""
