"""What a conditional comment may hold: tables, and the VML that mails use (ECMA-376, part 4)."""


def _list(names: str) -> frozenset[str]:
	return frozenset(names.split())


TABLE_TAGS = _list("table tbody tr td th")
VML_TAGS = _list(
	"v:background v:fill v:image v:oval v:rect v:roundrect v:shape v:stroke v:textbox w:anchorlock"
)
CONTENT_TAGS = _list("a b br center div em font i p span strong")
"""Only within a cell or a shape."""
VOID_TAGS = _list("br w:anchorlock v:fill v:stroke")
VML_ATTRIBUTES = _list(
	"alt angle arcsize aspect color color2 coordorigin coordsize fill fillcolor filled focus height"
	" href id inset opacity origin position size src strokecolor stroke stroked strokeweight style"
	" target title type width"
)
NAMESPACES = {
	"v": "urn:schemas-microsoft-com:vml",
	"w": "urn:schemas-microsoft-com:office:word",
}
