"""The best one-to-one assignment, by the Hungarian method."""

from __future__ import annotations

import math
from collections.abc import Sequence


def best_assignment(gain: Sequence[Sequence[float]]) -> list[int]:
    """Column of each row in the one-to-one assignment of the highest total gain.

    Kuhn's method with potentials (shortest augmenting paths), O(n³).

    Args:
        gain: square matrix; `-inf` forbids a pair.

    Returns:
        The column chosen for each row.
    """
    size = len(gain)
    floor = -1e9
    cost = [[-max(value, floor) for value in row] for row in gain]
    row_potential = [0.0] * (size + 1)
    column_potential = [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        column = 0
        least = [math.inf] * (size + 1)
        came_from = [0] * (size + 1)
        used = [False] * (size + 1)
        while row_of[column]:
            used[column] = True
            current, delta, following = row_of[column], math.inf, 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                reduced = cost[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if reduced < least[j]:
                    least[j], came_from[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    row_potential[row_of[j]] += delta
                    column_potential[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    chosen = [0] * size
    for j in range(1, size + 1):
        chosen[row_of[j] - 1] = j - 1
    return chosen
