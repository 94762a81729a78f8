"""Synthetic credit-risk records of most of the persons among the customers."""

from datetime import date, timedelta
from random import Random

from chasqui.sample.customers import Row

COLUMNS = ("id_type", "id_number", "name", "level", "score", "as_of", "source")
KNOWN = 0.93
MEAN_SCORE, SCORE_DEVIATION = 640, 170
SOURCE = "Central de riesgos (datos sintéticos)"


def make_risk(row: Row, choose: Random, as_of: date) -> Row | None:
	"""Return a person's record, or None: companies have none, and some persons are unknown."""
	if row["kind"] != "person" or choose.random() >= KNOWN:
		return None
	score = min(1000, max(0, round(choose.gauss(MEAN_SCORE, SCORE_DEVIATION))))
	is_ruc = row["id_type"] == "ruc"  # a natural person's RUC stands for its cédula
	return {
		"id_type": "cedula" if is_ruc else row["id_type"],
		"id_number": row["id_number"][:10] if is_ruc else row["id_number"],
		"name": row["name"],
		"level": find_level(score),
		"score": str(score),
		"as_of": (as_of - timedelta(days=choose.randrange(90))).isoformat(),
		"source": SOURCE,
	}


def find_level(score: int) -> str:
	"""Return the level of a score from 0 to 1000, higher being safer."""
	if score >= 700:
		return "LOW"
	return "MEDIUM" if score >= 450 else "HIGH"
