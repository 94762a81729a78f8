"""Long work looks the same everywhere: one template polls how far it is."""

from chasqui.stack.places import REPOSITORY

TEMPLATES = REPOSITORY / "services/portal"
PANEL = "jobs.html"


def test_only_the_panel_asks_again_and_again() -> None:
	asking = {
		path.name
		for path in TEMPLATES.glob("*/templates/**/*.html")
		if "hx-get" in (told := path.read_text("utf-8")) and 'hx-trigger="every' in told
	}
	assert asking == {PANEL}
