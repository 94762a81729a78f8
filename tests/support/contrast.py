"""How much two colours differ (WCAG 2.2, contrast ratio)."""


def measure_contrast(one: str, other: str) -> float:
	"""Return the contrast of two colours written ``#rrggbb`` or ``#rgb``: from 1 to 21."""
	light, dark = sorted((_measure_luminance(one), _measure_luminance(other)), reverse=True)
	return (light + 0.05) / (dark + 0.05)


def _measure_luminance(colour: str) -> float:
	digits = colour.removeprefix("#")
	digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
	red, green, blue = (_linearise(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linearise(part: float) -> float:
	return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
