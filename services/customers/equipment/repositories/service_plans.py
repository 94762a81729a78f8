"""Service plans of models."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.models.service_plan import ServicePlanRow

ROW = ServicePlanRow
FOLLOWERS = (
	select(func.count())
	.where(
		EquipmentRow.brand_key == ROW.brand_key,
		EquipmentRow.model_key == ROW.model_key,
		EquipmentRow.plan_every.is_(None),
		EquipmentRow.plan_months.is_(None),
	)
	.correlate(ROW)
	.scalar_subquery()
)
Listed = tuple[ServicePlanRow, int]
"""A plan, and how many machines follow it."""
PLANS = Listing[Listed](
	select(ROW, FOLLOWERS),
	ROW.id,
	sorts={"brand": ROW.brand_key + ROW.model_key},
	order="brand",
	make=lambda row, followers: (row, followers),
)


class ServicePlanRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(self, query: ListQuery) -> tuple[list[Listed], str | None]:
		"""Return plans, by brand and model."""
		return PLANS.fetch_page(self._session, query)

	def get(self, plan_id: int) -> ServicePlanRow:
		""":raises NotFound: there is no such plan"""
		row = self._session.get(ROW, plan_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe ese plan."), code="no_plan")
		return row

	def find_for(self, machine: EquipmentRow) -> ServicePlanRow | None:
		"""Return the plan of a machine's model, if there is one."""
		mine = ROW.brand_key == machine.brand_key, ROW.model_key == machine.model_key
		return self._session.scalar(select(ROW).where(*mine))

	def put(self, values: dict[str, object]) -> Listed:
		"""Write the plan of a model, in the place of the one that it may have."""
		statement = insert(ROW).values(**values)
		changes = {name: statement.excluded[name] for name in values}
		query = statement.on_conflict_do_update(
			index_elements=["brand_key", "model_key"], set_={**changes, "set_at": func.now()}
		).returning(ROW.id)
		plan_id = self._session.execute(query).scalar_one()
		self._session.expire_all()
		row, followers = self._session.execute(PLANS.query.where(ROW.id == plan_id)).one()
		return row, followers

	def delete(self, row: ServicePlanRow) -> None:
		self._session.delete(row)
		self._session.flush()
