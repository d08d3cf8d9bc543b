"""Dates and publishers that a page states about itself."""

from __future__ import annotations

import re
from datetime import date

from flows.layout.words import HAN, any_of

_FULL = re.compile(r"(?P<year>(?:19|20)\d{2}) ?[-年/.] ?(?P<month>\d{1,2}) ?[-月/.] ?(?P<day>\d{1,2})(?!\d)")
_LABELLED = re.compile(rf"[\W_]*{any_of('date_label')}[：:|] ?.{{0,80}}")
_DATE_LINE = re.compile(
    rf"[^。，]{{0,24}}{_FULL.pattern}日?(?:[ T]*星期.)?(?:[ T]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
    rf"(?![^，]{{0,8}}，.{{12}})"  # a sentence begins with its date
    rf"(?:[ |·/　]*(?:{any_of('date_label')}|[{HAN}A-Za-z0-9·]{{2,20}})?[：: |/]*[^。]{{0,50}})?"
)
_SPEECH_DATE = re.compile(rf"(?:——|（)?{_FULL.pattern}日?在?.{{0,40}}{any_of('occasion')}[^，。]{{0,3}}）?")
_DATELINE = re.compile(r"(?:(?P<year>(?:19|20)\d{2})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:专)?[电讯]")
_SOURCE = re.compile(rf"{any_of('source_label')}[：:|] ?(?P<name>(?=[A-Za-z]{{0,6}}[{HAN}])[{HAN}A-Za-z·\-]{{2,20}})")
_AGENCY = re.compile(rf"(?m)^(?P<name>{any_of('agency')})(?=[^，。；]{{0,24}}?(?:\d日[电讯]|[电讯]|消息|记者))")
# Patterns that are sought in whole texts begin with what is found fast; what stands before is looked back at.
_THIS_YEAR = re.compile(
    r"(?P<year>20\d\d)(?:(?<=去年（20\d\d)(?P<is_last>年?）)|(?<=今年（20\d\d)年?）|(?<=今年是20\d\d)年"
    rf"|年(?:(?:全国|省|市)?两会|(?:注定)?(?:是|作为)[^。]{{0,24}}{any_of('year_noun')}))"
)
_TENS = "十[一二三四五六]"
_SESSION = re.compile(
    rf"(?P<n>{_TENS}|[九十])届全国(?:人大|政协)(?P<m>[一二三四五])次会议|全国政协(?P<p>{_TENS})届(?P<q>[一二三四五])次会议"
)
# A year of which aims or plans are told, in a text that says 今年; not a later year that plans reach to (到2030年).
_PLANNED = re.compile(
    r"(?P<year>20\d\d)年(?<![到至前于从自—\-/]20\d\d年)(?![以底末前])"
    rf"(?:(?!20\d\d年)[^。；\n]){{0,30}}?{any_of('plan_noun')}"
)
_LAST_QUARTER = re.compile(r"(?P<year>20\d\d)年(?<=[比较]20\d\d年)(?:四季度|年?末|年底|底)")
# A year of the calendar of Taiwan: 一一四年 is 2025.
_MINGUO = re.compile(
    r"年(?!\d)(?<=(?:一[〇零○一二][〇零○一二三四五六七八九]|1[0-2]\d)年)(?:(?<=民国...年)|(?<![一-龥\d]...年))",
    re.DOTALL,
)
_MINGUO_BEGINS = 1911
_FIRST_CONGRESS = 1952
"""The n-th congress first sat in this year and five times n, plus one."""
_NUMERAL = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0}
_DIGIT_OR_COLON = re.compile(r"[\d：|]")
DATE_LINE_LONGEST = 100
"""Longest line, in characters, that is looked at as a line with date or source."""


def is_date_line(line: str) -> bool:
    """Whether the line states date, source or author of what follows, and nothing else."""
    if len(line) > DATE_LINE_LONGEST or line[-1] in "。，；！？”" or not _DIGIT_OR_COLON.search(line):
        return False
    return bool(_LABELLED.fullmatch(line) or _DATE_LINE.fullmatch(line) or _SPEECH_DATE.fullmatch(line))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def full_date(text: str) -> str | None:
    """The first full date of a text, as an ISO date."""
    return next(
        (iso for m in _FULL.finditer(text) if (iso := _iso(int(m["year"]), int(m["month"]), int(m["day"])))), None
    )


def dateline_date(text: str, near: str | None) -> str | None:
    """Date of a dateline; the year from `near`, an ISO date or a year on or after it."""
    match = _DATELINE.search(text) if "日" in text else None
    if not match or not match["month"]:
        return None
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        return _iso(int(match["year"]), month, day)
    if not near:
        return None
    year = int(near[:4])
    found = _iso(year, month, day)
    return _iso(year - 1, month, day) if found and len(near) == 10 and found > near else found


def stated_year(text: str) -> str | None:
    """The year that the text itself calls this year, or None."""
    if match := _THIS_YEAR.search(text):
        return str(int(match["year"]) + bool(match["is_last"]))
    if "今年" not in text:
        return None
    years = [int(match["year"]) for match in _PLANNED.finditer(text)]
    if not years and (match := _MINGUO.search(text)):
        digits = "".join(str(_NUMERAL.get(char, char)) for char in text[match.start() - 3 : match.start()])
        years = [int(digits) + _MINGUO_BEGINS]
    if not years:
        # A quarter is set against the last one of the year before.
        years = [int(match["year"]) + 1 for match in _LAST_QUARTER.finditer(text)]
    return str(max(years, key=lambda year: (years.count(year), year))) if years else _session_year(text)


def _session_year(text: str) -> str | None:
    """Year of the latest session of the congress or the consultative conference that a text names."""
    if "次会议" not in text:
        return None
    years = []
    for match in _SESSION.finditer(text):
        number, session = (match["n"], match["m"]) if match["n"] else (match["p"], match["q"])
        ordinal = 10 + _NUMERAL[number[1]] if len(number) == 2 else _NUMERAL[number]
        years.append(_FIRST_CONGRESS + 5 * ordinal + _NUMERAL[session])
    return str(max(years)) if years else None


def publisher_in(lines: str, dateline: str) -> str | None:
    """Publisher named in the lines around an article or in its dateline."""
    if match := _SOURCE.search(lines):
        return match["name"]
    match = _AGENCY.search(dateline)
    return match["name"] if match else None
