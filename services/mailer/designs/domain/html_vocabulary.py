"""The elements, attributes and address schemes that a mail may use."""


def _list(names: str) -> frozenset[str]:
	return frozenset(names.split())


TAGS = _list(
	"a abbr address article b bdo big blockquote br caption center cite code col colgroup dd del"
	" div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main"
	" mark ol p picture pre q s section small source span strike strong sub sup table tbody td"
	" tfoot th thead tr u ul wbr"
)
REMOVED_WITH_CONTENT = _list(
	"script style title noscript template iframe object embed applet svg math audio video canvas"
	" select textarea"
)
_EVERYWHERE = _list(
	"align aria-hidden aria-label bgcolor class dir height id lang role style title valign width"
)
ATTRIBUTES: dict[str, frozenset[str]] = {
	"*": _EVERYWHERE,
	"a": frozenset({"href", "name", "target"}),
	"img": frozenset({"alt", "border", "hspace", "sizes", "src", "srcset", "vspace"}),
	"source": frozenset({"media", "sizes", "srcset", "type"}),
	"table": frozenset({"background", "border", "cellpadding", "cellspacing", "summary"}),
	"tr": frozenset({"background"}),
	"td": frozenset({"background", "colspan", "headers", "nowrap", "rowspan"}),
	"th": frozenset({"abbr", "background", "colspan", "headers", "nowrap", "rowspan", "scope"}),
	"col": frozenset({"span"}),
	"colgroup": frozenset({"span"}),
	"font": frozenset({"color", "face", "size"}),
	"ol": frozenset({"start", "type"}),
	"ul": frozenset({"type"}),
	"hr": frozenset({"color", "noshade", "size"}),
}
BODY_ATTRIBUTES = _list("alink background bgcolor class dir id lang link style text vlink")
# Every attribute that holds an address, in HTML today (WHATWG, index of attributes) or once upon a
# time (HTML 4.01, and what Internet Explorer added): allowed above or not, none may go unread.
URL_ATTRIBUTES = _list(
	"action archive background cite classid codebase data dynsrc formaction href icon imagesrcset"
	" itemid itemtype longdesc lowsrc manifest ping poster profile src srcset usemap xlink:href"
)
PICTURE_ATTRIBUTES = frozenset({"src", "background", "srcset"})
CANDIDATE_ATTRIBUTES = frozenset({"srcset", "imagesrcset"})  # several addresses in one
URL_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# An element that is something to see even without text.
CONTENT_ELEMENTS = ("img",)
