"""Small releases made by hand: a document an article, with what it quotes and which projects it names."""

import polars as pl

from flows.link import link, needed
from flows.publish.dimensions import dimensions
from schemas import TABLES


def _id(prefix, number, digits=16):
    return f"{prefix}{number:0{digits}x}"


class Maker:
    """Collects rows; `link()` gives the linked tables, each a list of dicts."""

    def __init__(self):
        self.rows = {name: [] for name in ("documents", "articles", "quotes", "projects", "sectors")}

    def document(self, date="2024-03-05", region=None):
        number = len(self.rows["documents"])
        self._add("documents", document_id=_id("d", number, 12), published_on=date)
        self._add("articles", document_id=_id("d", number, 12), article_id=_id("a", number), region_code=region)
        return self

    def quote(self, name, organisation=None, role=None, kind="person", **columns):
        columns = {"speaker_organisation": organisation, "speaker_role": role, "speaker_kind": kind} | columns
        return self._row("quotes", "q", speaker_name=name, **columns)

    def project(self, name, region=None, project_type="plant", status="unspecified", **columns):
        columns = {
            "region_code": region,
            "project_type": project_type,
            "status": status,
            "mentions": [{"start": 0, "end": 4}],
        } | columns
        return self._row("projects", "p", project_name=name, **columns)

    def sector(self, code, region, tier, basis="taxonomy"):
        columns = {"sector_code": code, "region_code": region, "tier": tier, "tier_basis": basis}
        return self._row("sectors", "s", **columns)

    def _row(self, table, prefix, **columns):
        home = {key: self.rows["articles"][-1][key] for key in ("document_id", "article_id")}
        # Ids scattered like hashes, so that their order isn't that of the documents.
        number = (len(self.rows[table]) + 1) * 0x9E3779B97F4A7C15 % 2**64
        return self._add(table, **{TABLES[table].key: _id(prefix, number)}, **home, **columns)

    def _add(self, table, **columns):
        self.rows[table].append(dict.fromkeys(TABLES[table].polars_schema) | columns)
        return self

    def frames(self):
        """What `link` takes."""
        return dimensions() | needed({name: TABLES[name].frame(rows) for name, rows in self.rows.items()})

    def link(self):
        frames = self.frames()
        linked = link(frames)
        for name in ("quotes", "projects"):
            linked[name] = pl.concat([frames[name], linked[name]], how="horizontal")
        return {name: frame.to_dicts() for name, frame in linked.items()}
