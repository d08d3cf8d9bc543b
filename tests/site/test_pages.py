"""The site in a real browser, from the disk."""

import csv
import io
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

TABLES = ("quotes", "figures", "sectors", "projects")
PAGES = (
    "index.html",
    *(f"{table}.html" for table in TABLES),
    "documents.html",
    "document.html#id=d000000000003",
    "dictionary.html",
    "quality.html",
)


def rows(page):
    return page.locator("#rows tbody tr").all_inner_texts()


def shows(page, text):
    """Waits until the table tells that it shows this many rows."""
    expect(page.locator(".dt-info")).to_have_text(text)


def address_has(page, part):
    page.wait_for_function("part => location.href.includes(part)", arg=part)


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_in_both_languages(visits, site, address):
    for language, menu in (("en-GB", "Overview"), ("zh-CN", "总览")):
        page = visits(site, language=language).go(address)
        assert page.locator("nav a").first.inner_text() == menu
        assert page.locator("h1").is_visible()


@pytest.mark.parametrize("address", PAGES)
def test_phone_never_scrolls_sideways(visits, site, address):
    page = visits(site, phone=True).go(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if address in ("quotes.html", "projects.html"):
        page.locator(".row-link").first.click()
        expect(page.locator("dialog h2")).to_be_visible()
        assert page.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")


def test_works_from_a_web_host(visits, site):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        visit = visits(site, root=f"http://127.0.0.1:{server.server_port}")
        for address in PAGES:
            visit.go(address)
    finally:
        server.shutdown()


def test_pictures_are_drawn_and_lead_to_rows(visits, site):
    page = visits(site).go("index.html")
    assert page.locator("canvas").count() == 7
    page.locator("#regions summary").click()
    page.locator("#regions details a").first.click()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#filter-province").input_value() in ("620000", "630000")
    expect(page.locator(".dt-info")).to_contain_text("chosen from 12")


def test_search(visits, site):
    page = visits(site).go("quotes.html")
    shows(page, "1–25 of 60")
    page.fill("#search", "王晓燕3 第3项")
    shows(page, "1–12 of 12 (chosen from 60)")
    assert all("第3项工程" in row for row in rows(page))
    page.fill("#search", "[.*no such words")
    expect(page.locator("#rows tbody")).to_contain_text("Nothing matches")
    page.click("#reset")
    shows(page, "1–25 of 60")


def test_filters_add_up_and_stay_in_the_address(visits, site):
    page = visits(site).go("projects.html")
    page.select_option("#filter-status", "signed")
    page.select_option("#filter-province", "620000")
    shows(page, "1–2 of 2 (chosen from 12)")
    again = page.url.rsplit("/", 1)[1]
    page = visits(site).go(again)
    shows(page, "1–2 of 2 (chosen from 12)")
    assert page.locator("#filter-status").input_value() == "signed"


def test_filter_offers_what_there_is_with_numbers(visits, site):
    page = visits(site).go("sectors.html")
    offered = page.locator("#filter-tier option").all_inner_texts()
    assert offered[0] == "All"
    assert sorted(offered[1:]) == ["emerging (3)", "future (3)", "pillar (3)", "traditional (3)"]


def test_sort_by_head_and_by_address(visits, site):
    page = visits(site).go("projects.html")
    head = page.locator("#rows thead th.column-investment_cny")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.click()
    expect(head).to_have_attribute("aria-sort", "descending")
    address_has(page, "sort=-investment_cny")
    # 12 projects of 1 to 12 times 100 million yuan
    expect(page.locator("#rows tbody tr").first).to_contain_text("¥1.2B")
    page = visits(site).go("projects.html#sort=-investment_cny")
    expect(page.locator("#rows tbody tr").first).to_contain_text("¥1.2B")
    assert page.url.endswith("#sort=-investment_cny")


def test_sort_on_a_phone(visits, site):
    page = visits(site, phone=True).go("projects.html")
    page.select_option("#sorter", "-capacity_value")
    expect(page.locator("#rows tbody tr").first).to_contain_text("21 MW")


def test_pages_of_a_table(visits, site):
    page = visits(site).go("quotes.html")
    page.get_by_role("link", name="3", exact=True).or_(page.get_by_role("button", name="3", exact=True)).click()
    shows(page, "51–60 of 60")


@pytest.mark.parametrize(("table", "row_id"), [
    ("quotes", "q0000000b00000004"), ("figures", "f000000000000000b"),
    ("sectors", "s000000000000000b"), ("projects", "p000000000000000b"),
])  # fmt: skip
def test_permalink_opens_the_row_with_its_words_marked(visits, site, table, row_id):
    page = visits(site).go(f"{table}.html#row={row_id}")
    words = {"quotes": "要加快建设第4项工程。", "figures": "12亿元", "sectors": "储能", "projects": "储能电站"}[table]
    assert page.locator("dialog h2").inner_text() == words
    marks = page.locator("dialog .context a.mark")
    assert marks.all_inner_texts() == [words]
    assert words in page.locator("dialog .context").inner_text() != words
    assert page.locator("dialog .columns").get_by_text(row_id).is_visible()
    assert page.locator("dialog .origin a").get_attribute("href").startswith("document.html#id=d00000000000b")


def test_row_dialog_by_mouse(visits, site):
    page = visits(site).go("figures.html")
    page.locator("#rows tbody tr").nth(2).locator("td").nth(2).click()
    address_has(page, "row=f0000000000000002")
    expect(page.locator("dialog h2")).to_have_text("3亿元")
    page.get_by_role("button", name="Next").click()
    address_has(page, "row=f0000000000000003")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog")).to_be_hidden()
    page.wait_for_function("() => !location.href.includes('#')")


def test_keyboard_alone(visits, site):
    page = visits(site).go("quotes.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):  # through the tools to the first head
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#rows thead th").first).to_have_attribute("aria-sort", "ascending")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "row-link":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    first = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_function("address => location.href !== address", arg=first)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "row-link"


def test_csv_is_what_is_shown(visits, site):
    page = visits(site).go("projects.html")
    page.select_option("#filter-status", "signed")
    page.locator("#rows thead th.column-investment_cny").click()
    with page.expect_download() as waiting:
        page.click("#csv")
    assert waiting.value.suggested_filename == "xinzhi-v2030.01.1-projects.csv"
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    told = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["project_id"] for row in told] == [f"p{number:016x}" for number in (1, 5, 9)]
    assert told[0]["mentions"].startswith('[{"start":')
    assert told[0]["investment_cny"] == "200000000"


def test_language_switch_keeps_the_view(visits, site):
    visit = visits(site)
    page = visit.go("quotes.html#mode=turn&q=第3")
    expect(page.locator(".dt-info")).to_contain_text("chosen from 60")
    page.click("#language")
    page.wait_for_selector("html[data-language=zh][data-ready]", state="attached")
    shows(page, "第 1–12 行，共 12 行 （从 60 行中筛选）")
    assert page.locator("#rows thead th").first.inner_text().startswith("文本")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page = visit.go("figures.html")
    assert page.locator("h1").inner_text() == "数据"
    page.click("#language")
    page.wait_for_selector("html[data-language=en][data-ready]", state="attached")
    assert page.locator("h1").inner_text() == "Figures"


def test_language_goes_along_without_storage(visits, site):
    """Pages on the disk share no storage in Firefox."""
    visit = visits(site)
    visit.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('off'); }})")
    page = visit.go("figures.html")
    page.click("#language")
    page.wait_for_selector("html[data-language=zh][data-ready]", state="attached")
    page.locator("nav a").nth(1).click()
    page.wait_for_selector("h1:has-text('引语') >> visible=true")
    assert page.locator("html").get_attribute("data-language") == "zh"


def test_document_shows_all_marks_by_table(visits, site):
    page = visits(site).go("document.html#id=d000000000003")
    marks = page.locator("article .mark")
    assert page.locator("article .mark.in-quotes").count() == 5
    assert page.locator("article .mark.in-figures").all_inner_texts() == ["4亿元"]
    # the sector stands inside the project's name: one mark in the other
    assert page.locator("article .mark.in-sectors.in-projects").all_inner_texts() == ["储能"]
    before = marks.count()
    page.uncheck("#show-quotes")
    expect(marks).to_have_count(before - 5)
    assert page.locator("article .text").inner_text().count("王晓燕") == 5
    page.locator("article .mark.in-figures").click()
    page.wait_for_selector("dialog[open]")
    address_has(page, "figures.html#row=f0000000000000003")


def test_row_leads_to_its_place_in_the_document(visits, site):
    page = visits(site).go("quotes.html#row=q0000000b00000004")
    page.locator("dialog .origin a").click()
    page.wait_for_selector("article .mark.sought")
    assert page.locator(".sought").all_inner_texts() == ["要加快建设第4项工程。"]
    assert page.locator(".sought").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_list_of_documents(visits, site):
    page = visits(site).go("documents.html")
    page.fill("#search", "第7号")
    shows(page, "1–1 of 1 (chosen from 12)")
    page.locator("#rows .column-quotes a").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    shows(page, "1–5 of 5 (chosen from 60)")
    page.locator(".tags button").click()
    shows(page, "1–25 of 60")


def test_dictionary_has_every_column(visits, site):
    from schemas import TABLES as ALL

    page = visits(site).go("dictionary.html")
    text = page.locator("main").inner_text()
    for table in ALL.values():
        for column in table.columns:
            assert column.name in text
            assert column.title in text
