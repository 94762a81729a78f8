"""What the bars of a segment show."""

from portal.campaigns.charts import list_top_provinces


def test_provinces_come_by_size() -> None:
	rows = list_top_provinces({"EC-P": 5, "EC-G": 9, "EC-W": 0})
	assert rows == [("primary", 9, "Guayas"), ("primary", 5, "Pichincha")]
