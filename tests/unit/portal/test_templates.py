"""Templates: every text goes through gettext, nothing is inline, nothing comes from outside."""

import re
from pathlib import Path

import pytest

import portal

FOLDER = Path(portal.__file__ or "").parent
TEMPLATES = sorted(FOLDER.glob("*/templates/**/*.html"))
# What these calls and macros hold are attributes of a tag, not texts.
ATTRIBUTES = re.compile(
	r"\{%-? call forms\.\w+\(.*?\{%-? endcall %\}"
	r"|\{%-? macro (?:ties|bounds)\(.*?\{%-? endmacro %\}",
	re.DOTALL,
)
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
READABLE = ("aria-label", "alt", "title", "placeholder", "data-failed")
# What puts the token into a form: itself, what holds it, or the header that htmx sends.
TOKEN_PARTS = ("csrf()", "forms.hidden(", "hx-post")
# The product's name and keys of the keyboard are the same in every language.
SAME_EVERYWHERE = {"Chasqui", "Ctrl"}


def read_plain(path: Path) -> str:
	return MARKUP.sub(" ", ATTRIBUTES.sub(" ", path.read_text("utf-8")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
class TestTemplates:
	def test_every_text_goes_through_gettext(self, path: Path) -> None:
		texts = TAG.sub("\n", read_plain(path))
		words = set(re.findall(r"[^\W\d_]{2,}", texts))
		assert words - SAME_EVERYWHERE == set()

	def test_every_attribute_that_is_read_out_goes_through_gettext(self, path: Path) -> None:
		for name in READABLE:
			for text in re.findall(rf'\s{name}="([^"]*)"', read_plain(path)):
				assert not re.search(r"[^\W\d_]{2,}", text), (name, text)

	def test_no_style_and_no_script_is_inline(self, path: Path) -> None:
		source = read_plain(path)
		assert not re.search(r"\sstyle=|<style|\son[a-z]+=", source)
		assert not re.search(r"<script(?![^>]*\ssrc=)", source)

	def test_nothing_comes_from_outside(self, path: Path) -> None:
		assert not re.search(r"https?://", path.read_text("utf-8"))

	def test_every_form_that_changes_something_carries_the_token(self, path: Path) -> None:
		source = path.read_text("utf-8")
		if path.name.startswith("unsubscribe"):
			return  # the one exempt form: mail programs send it too
		for form in re.findall(r'<form[^>]*method="post".*?</form>', source, re.DOTALL):
			assert any(part in form for part in TOKEN_PARTS), form[:200]

	def test_every_icon_is_built(self, path: Path) -> None:
		known = set((FOLDER / "frontend" / "icons.txt").read_text("utf-8").split())
		used = set(re.findall(r'icon\("([a-z0-9-]+)"\)', path.read_text("utf-8")))
		assert used <= known
