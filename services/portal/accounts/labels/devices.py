"""What a browser is called, out of what it says of itself: enough to know one's machine again."""

from typing import Any

from flask_babel import gettext as _

# The first mark that is found names it: newer browsers carry the marks of older ones too.
BROWSERS = (
	("Edg", "Edge"),
	("OPR/", "Opera"),
	("SamsungBrowser/", "Samsung Internet"),
	("Firefox/", "Firefox"),
	("FxiOS/", "Firefox"),
	("CriOS/", "Chrome"),
	("Chrome/", "Chrome"),
	("Safari/", "Safari"),
)
SYSTEMS = (
	("iPhone", "iPhone"),
	("iPad", "iPad"),
	("Android", "Android"),
	("Windows", "Windows"),
	("CrOS", "ChromeOS"),
	("Mac OS X", "macOS"),
	("Linux", "Linux"),
)


def name_agent(agent: str) -> Any:
	"""Return «Firefox en Linux», or as much of it as is given."""
	browser = next((name for mark, name in BROWSERS if mark in agent), "")
	system = next((name for mark, name in SYSTEMS if mark in agent), "")
	if browser and system:
		return _("%(browser)s en %(system)s", browser=browser, system=system)
	return browser or system or _("Equipo desconocido")
