"""Row types of the reference tables that link rows across documents."""

from __future__ import annotations

from typing import NamedTuple


class OrganisationForm(NamedTuple):
    """Two ways to write the same in an organisation's name.

    Attributes:
        form: as it may be written.
        normal: what it is compared as.
        place: where it is replaced: `part` (anywhere in a name), `end`, or `whole` (it is the whole name).
        example: a name that holds it.
    """

    form: str
    normal: str
    place: str
    example: str


class GenericOrganisation(NamedTuple):
    """A word that stands for some organisation, another one in each article (公司, 当地媒体).

    Attributes:
        word: as written.
        place: `whole` (it is the whole name) or `start`.
    """

    word: str
    place: str


class Country(NamedTuple):
    """A country, or a league of countries that acts as one.

    Attributes:
        name: usual name.
        short: the character that stands for it before the name of an office (俄外交部).
    """

    name: str
    short: str | None


class ProjectForm(NamedTuple):
    """Two ways to write the same in a project's name.

    Attributes:
        form: as it may be written.
        normal: what it is compared as.
        example: a name that holds it.
    """

    form: str
    normal: str
    example: str


class LineHead(NamedTuple):
    """A noun for what may cross a region's border (高铁, 运河), so that two regions don't make it two projects."""

    head: str


TABLES: dict[str, type[NamedTuple]] = {
    "organisation_forms": OrganisationForm,
    "organisation_generic_words": GenericOrganisation,
    "countries": Country,
    "project_forms": ProjectForm,
    "line_heads": LineHead,
}
