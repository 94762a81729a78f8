"""Refuses templates with lines of more than 120 columns, a tab counted as four."""

import sys
from collections.abc import Iterator
from pathlib import Path

PORTAL = Path(__file__).parents[1]
LONGEST_LINE, TAB = 120, 4


def find_long_lines() -> Iterator[str]:
	"""Yield ``file:line`` of each line that is too long."""
	for path in sorted(PORTAL.glob("*/templates/**/*.html")):
		for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
			if len(line.expandtabs(TAB)) > LONGEST_LINE:
				yield f"{path.relative_to(PORTAL)}:{number}"


if __name__ == "__main__":
	found = list(find_long_lines())
	sys.stdout.write("".join(f"{place}: more than {LONGEST_LINE} columns\n" for place in found))
	sys.exit(1 if found else 0)
