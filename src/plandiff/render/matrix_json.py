"""A matrix as JSON: described by ``schema/matrix.json``; changes have the shape that ``compare`` gives them."""

from __future__ import annotations

from typing import Any

from plandiff.history import Step
from plandiff.matrix import Cell, Matrix, Row
from plandiff.render.contract import FORMAT_VERSION, change_data, plan_data, written
from plandiff.render.options import Options


def render(matrix: Matrix, options: Options) -> str:
    """The matrix as one JSON document; nothing is folded."""
    return written(
        {
            "format_version": FORMAT_VERSION,
            "versions": [plan_data(plan) for plan in matrix.plans],
            "against": [plan.id if plan else None for plan in matrix.bases],
            "selection": matrix.selection,
            "threads": matrix.threads,
            "rows": [_row(matrix, row) for row in matrix.rows],
            "unused": [_step(matrix, step) for step in matrix.history.unused],
        }
    )


def _row(matrix: Matrix, row: Row) -> dict[str, Any]:
    first = row.cells[row.first].provisions[0]
    return {
        "id": f"{matrix.plans[row.first].id}/{first.number}",
        "tags": list(row.tags),
        "cells": [_cell(matrix, k, cell) for k, cell in enumerate(row.cells)],
    }


def _cell(matrix: Matrix, k: int, cell: Cell) -> dict[str, Any]:
    return {
        "version": matrix.plans[k].id,
        "provisions": [{"number": p.number, "text": p.text} for p in cell.provisions],
        "changes": [change_data(step.change) for step in cell.steps],
        "since": [_step(matrix, step) for step in cell.since],
    }


def _step(matrix: Matrix, step: Step) -> dict[str, Any]:
    return {
        "old": matrix.plans[step.old].id,
        "new": matrix.plans[step.new].id,
        "change": change_data(step.change),
    }
