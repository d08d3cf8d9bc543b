"""What reference tables put into a column is what the column's schema allows."""

import pytest

from flows.reference import load
from flows.reference.figure_tables import GrowthTerm, StatusTerm, Unit
from flows.reference.project_tables import ProjectContent, ProjectHead, ProperName, StatusVerb
from schemas import TABLES


@pytest.mark.parametrize(
    ("row_type", "name", "field", "table", "column"),
    [
        (StatusVerb, "project_status_verbs", "status", "projects", "status"),
        (ProjectHead, "project_heads", "type", "projects", "project_type"),
        (ProjectContent, "project_content_words", "type", "projects", "project_type"),
        (ProperName, "project_proper_names", "type", "projects", "project_type"),
        (StatusTerm, "status_terms", "status", "figures", "status"),
        (GrowthTerm, "growth_terms", "change", "figures", "change"),
        (Unit, "units", "dimension", "figures", "dimension"),
    ],
)
def test_tables_hold_values_that_schemas_allow(row_type, name, field, table, column):
    told = {getattr(row, field) for row in load(row_type, name)} - {"", None}
    (known,) = (each.allowed for each in TABLES[table].columns if each.name == column)
    assert told <= set(known)
