"""When machines come due, kept on their rows."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.equipment import WORKING
from customers.equipment.models.equipment import EquipmentRow

FURTHEST_DAYS = 36_500
# Its own plan holds whole, else that of its model; hours are of meters of hours. A use that was
# reached is due since the last reading, one that was not where the pace leads.
RECKON = """
WITH planned AS (
	SELECT machine.*,
		CASE WHEN plan_every IS NULL AND plan_months IS NULL
			THEN CASE WHEN plan.meter = machine.meter THEN plan.every END ELSE plan_every END
			AS each_use,
		CASE WHEN plan_every IS NULL AND plan_months IS NULL THEN plan.months ELSE plan_months END
			AS each_months
	FROM equipment AS machine
	LEFT JOIN service_plan AS plan
		ON plan.brand_key = machine.brand_key AND plan.model_key = machine.model_key
	WHERE {which}
), reckoned AS (
	SELECT *, base_meter + each_use AS at_use,
		(base_on + make_interval(months => each_months))::date AS by_months
	FROM planned WHERE state = ANY(:working)
), forecast AS (
	SELECT *, meter_total >= at_use AS is_reached,
		CASE WHEN meter_total >= at_use THEN meter_on WHEN pace > 0 THEN
			meter_on + least(ceil((at_use - meter_total) / pace), :furthest)::integer
		END AS by_use
	FROM reckoned
)
UPDATE equipment SET due_meter = found.at_use, due_on = least(found.by_months, found.by_use),
	due_is_estimate = coalesce(
		NOT found.is_reached AND found.by_use < coalesce(found.by_months, 'infinity'), false
	)
FROM planned LEFT JOIN forecast AS found USING (id)
WHERE equipment.id = planned.id
"""


class DueDayRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def reckon(self, row: EquipmentRow) -> None:
		"""Write when a machine comes due."""
		self._session.flush()
		self._run("machine.id = :id", id=row.id)
		self._session.refresh(row)

	def reckon_model(self, brand_key: str, model_key: str) -> None:
		"""Write when all machines of a model come due."""
		self._session.flush()
		keys = {"brand_key": brand_key, "model_key": model_key}
		self._run("machine.brand_key = :brand_key AND machine.model_key = :model_key", **keys)

	def _run(self, which: str, **values: object) -> None:
		working = [one.value for one in WORKING]
		statement = text(RECKON.format(which=which))
		given = {"working": working, "furthest": FURTHEST_DAYS, **values}
		self._session.execute(statement, given)
