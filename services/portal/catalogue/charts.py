"""What the chart of the catalogue shows: items on sale by band of price, a series per type."""

from typing import Any

from chasqui.contracts.customers.catalogue import CatalogueReport
from portal.catalogue.labels import BANDS

TONES = ("primary", "info", "plum", "warn", "ok", "bad")


def build_band_chart(report: CatalogueReport) -> dict[str, Any]:
	"""Return a bar for each band that has items, from the cheapest on."""
	offered = [line for line in report.lines if line.by_band]
	bands = [band for band in BANDS if any(line.by_band.get(band) for line in offered)]
	return {
		"categories": [str(BANDS[band]) for band in bands],
		"series": [
			{
				"name": line.type_name,
				"values": [line.by_band.get(band, 0) for band in bands],
				"tone": TONES[place % len(TONES)],
			}
			for place, line in enumerate(offered)
		],
	}
