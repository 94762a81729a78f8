"""Plays moves of several items at once: drafts have no price, and stay."""

from typing import Any

from flask import Blueprint, request

from chasqui.contracts.customers.catalogue import ItemState
from chasqui.contracts.customers.item_moves import ItemRefusal, ItemsMove, ItemsMoved
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say


def play_moves(blueprint: Blueprint, shop: Any) -> None:
	@blueprint.post("/v1/items/moves")
	def move_items() -> ItemsMoved:
		asked = ItemsMove.model_validate_json(request.get_data())
		found = [one for one in shop.find() if one.id in asked.filters.ids or not asked.filters.ids]
		if len(found) != asked.expected:
			raise Conflict(say("La lista cambió. Revise y confirme otra vez."), code="list_changed")
		moved = ItemsMoved(changed=0, same=0)
		for item in found:
			if item.state is asked.state:
				moved.same += 1
			elif item.state is ItemState.DRAFT:
				reason = say("Póngale primero un precio que valga hoy.")
				moved.refused.append(ItemRefusal(id=item.id, name=item.name, reason=reason))
			else:
				shop.keep(item.model_copy(update={"state": asked.state}))
				moved.changed += 1
		return moved
