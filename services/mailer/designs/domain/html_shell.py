"""The document around a cleaned design, and the footer for designs that forgot theirs."""

import html
import re

from mailer.designs.domain.merge_fields import POSTAL_LINE, TOKEN, UNSUBSCRIBE_LINK, Field

_HREF = re.compile(r"href=\"([^\"]*)\"")
META: tuple[dict[str, str], ...] = (
	{"charset": "utf-8"},
	{"name": "viewport", "content": "width=device-width, initial-scale=1"},
	{"name": "color-scheme", "content": "light dark"},
)


def write_document(title: str, css: str, body_style: str, body: str) -> str:
	"""Return a whole HTML document around the inner HTML of a clean body."""
	style = f"<style>\n{css}\n</style>\n" if css else ""
	attribute = f' style="{html.escape(body_style)}"' if body_style else ""
	return (
		f'<!DOCTYPE html>\n<html lang="es">\n<head>\n{_write_meta()}'
		f"<title>{html.escape(title, quote=False)}</title>\n{style}</head>\n"
		f"<body{attribute}>\n{body}\n</body>\n</html>\n"
	)


def _write_meta() -> str:
	return "".join(
		"<meta " + " ".join(f'{name}="{value}"' for name, value in meta.items()) + ">\n"
		for meta in META
	)


def has_unsubscribe_link(body: str, fields: tuple[Field, ...]) -> bool:
	"""Tell whether a link of the body leads out."""
	return any(
		fields[int(index)].name == UNSUBSCRIBE_LINK
		for address in _HREF.findall(body)
		for index in TOKEN.findall(address)
	)


def write_footer() -> str:
	"""Return who writes, from where, why, and the way out."""
	return (
		'\n<div style="margin:24px auto 0;max-width:600px;padding:16px;border-top:1px solid'
		" #8a8f98;font-family:Arial,Helvetica,sans-serif;font-size:12px;line-height:18px;"
		'color:#5b616b;text-align:center">\n'
		f"<p>{{{{ empresa }}}} · {{{{ {POSTAL_LINE} }}}}</p>\n"
		"<p>Usted recibe este correo porque aceptó que le escribamos.\n"
		f'<a href="{{{{ {UNSUBSCRIBE_LINK} }}}}" style="color:#5b616b">Darse de baja</a></p>\n'
		"</div>"
	)
