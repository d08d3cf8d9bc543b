"""Small invented releases: documents of a few sentences with rows in every table."""

from schemas import TABLES
from schemas.changes import CHANGES

MODES = ("direct", "indirect", "mixed", "turn")
TIERS = ("traditional", "emerging", "future", "pillar")
STATUSES = ("planned", "signed", "under_construction", "operating")
REGIONS = {"630000": "青海省", "620000": "甘肃省", "620100": "兰州市"}


class Release:
    """Rows by table, filled a document at a time."""

    def __init__(self):
        self.rows = {name: [] for name in TABLES}
        for code, name in REGIONS.items():
            level = "province" if code.endswith("0000") else "prefecture"
            self.add("regions", region_code=code, name=name, level=level)
        self.add("sector_taxonomy", sector_code="S001", name_zh="储能", name_en="energy_storage", sector_group="能源")
        self.add("units", unit_id="MW:power", unit="MW", dimension="power", names=[], base_unit="W", factor=1e6)

    def add(self, table, **given):
        self.rows[table].append({column.name: given.get(column.name) for column in TABLES[table].columns})

    def frames(self):
        return {name: TABLES[name].frame(rows) for name, rows in self.rows.items()}

    def document(self, number, *, quotes=1, words="", name="", **given):
        """A document with one article; `words` and `name` go into the texts and the names of its rows."""
        document_id, article_id = f"d{number:012x}", f"a{number:016x}"
        home = {"document_id": document_id, "article_id": article_id}
        year = f"{2020 + number % 5}"
        document = {
            "title": f"第{number}号文档{name}",
            "publisher": "某报",
            "published_on": f"{year}-0{1 + number % 9}",
            "rights": "© 某报",
            "publication": "excerpt",
            "file_name": f"{number}.txt",
            "encoding": "utf-8",
            "script": "simplified",
            "noise_count": 0,
            "noise_kinds": [],
            "article_count": 1,
        } | given
        region = list(REGIONS)[number % 3]
        at = 0
        for place in range(quotes):
            key = f"{number:08x}{place:08x}"
            said = f"要加快建设第{place}项工程{words}。"
            text = f"王晓燕{place % 7}说，{said}"
            self._excerpt(key, home, text, at)
            self.add(
                "quotes",
                quote_id=f"q{key}",
                mode=MODES[place % 4],
                speaker_kind="person",
                speaker_name=f"王晓燕{place % 7}{name}",
                speaker_role="厅长",
                speaker_id=f"n{place % 7:016x}",
                cue="说",
                text=said,
                segments=span(at + text.index(said), said),
                confidence=0.9,
                rule="invented",
                **home,
            )
            at += len(text)
        text = f"该市{name}储能电站总投资{number + 1}亿元，装机{number + 10}兆瓦{words}。"
        self._excerpt(f"{number:08x}ffffffff", home, text, at)
        self._rows(f"{number:016x}", number, home, text, at, region, name)
        at += len(text)
        self.add("documents", document_id=document_id, character_count=at, **document)
        self.add(
            "articles",
            title=document["title"],
            authors=["李强"],
            genre="report",
            publisher=document["publisher"],
            published_on=document["published_on"],
            region_code=region,
            character_count=at,
            warnings=[],
            segments=[{"start": 0, "end": at}],
            **home,
        )

    def _excerpt(self, key, home, text, at):
        self.add("excerpts", excerpt_id=f"e{key}", text=text, segments=span(at, text), **home)

    def _rows(self, key, number, home, text, at, region, name):
        common = {"confidence": 0.9, "rule": "invented", "region_code": region, **home}
        money, power, project = f"{number + 1}亿元", f"{number + 10}兆瓦", f"{name}储能电站"
        self.add(
            "figures",
            figure_id=f"f{key}",
            figure_text=money,
            value=(number + 1) * 1e8,
            value_cny=(number + 1) * 1e8,
            unit="CNY",
            dimension="money",
            qualifier="exact",
            indicator="总投资",
            status="planned",
            change="level",
            segments=span(at + text.index(money), money),
            **common,
        )
        self.add(
            "sectors",
            sector_mention_id=f"s{key}",
            sector_text="储能",
            sector_code="S001",
            tier=TIERS[number % 4],
            tier_basis="stated",
            segments=span(at + text.index("储能"), "储能"),
            **common,
        )
        place = span(at + text.index(project), project)
        self.add(
            "projects",
            project_id=f"p{key}",
            project_cluster_id=f"c{key}",
            project_name=project,
            project_type="storage",
            status=STATUSES[number % 4],
            sector_code="S001",
            investment_cny=(number + 1) * 1e8,
            capacity_value=number + 10.0,
            capacity_unit="MW",
            mentions=place,
            **common,
        )
        self.add(
            "project_mentions",
            project_mention_id=f"m{key}",
            project_id=f"p{key}",
            mention_text=project,
            segments=place,
            **home,
        )
        self.add(
            "project_clusters",
            project_cluster_id=f"c{key}",
            project_name=project,
            region_code=region,
            investment_cny=(number + 1) * 1e8,
            capacity_value=number + 10.0,
            capacity_unit="MW",
        )
        self.add(
            "speakers", speaker_id=f"n{number:016x}", speaker_name=f"王晓燕{name}", speaker_kind="person", quote_count=9
        )
        assert power in text


def span(start, text):
    return [{"start": start, "end": start + len(text)}]


def stored(frames, folder):
    """Tables as a release has them on the disk; a row may lack what its page doesn't show."""
    from flows.publish.stored import Stored

    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return Stored(folder)


def write(release, folder):
    """The release's site in `folder/site`, as `flows.publish.release` has it written."""
    from flows.publish.site import write_site

    tables = stored(release.frames(), folder / "parquet")
    CHANGES.frame([]).write_parquet(folder / "changes.parquet")
    write_site("v2030.01.1", tables, folder / "site")
    return folder / "site"
