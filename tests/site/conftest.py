"""A real Chromium, and pages that tell what they asked for and what went wrong."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.site.releases import Release, write

APT = "apt-get install -y --no-install-recommends chromium fonts-noto-cjk"


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium")
    if path is None:
        pytest.fail(f"no Chromium here; install Debian's: {APT}")
    with sync_playwright() as playwright:
        # Root may not use the sandbox; every name but the machine's own is unknown, so that nothing gets out.
        started = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield started
        started.close()


class Visit:
    """A page of the site and what it did."""

    def __init__(self, page, root):
        self.page = page
        self.root = root
        self.requests = []
        self.errors = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def go(self, address):
        """Open a page (the same page again with another fragment loads anew) and wait until it is ready."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.root}/{address}")
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page


@pytest.fixture
def visits(browser):
    """Opens visits: `visit = visits(site, phone=…, language=…)`. No page may fail, nor leave its site."""
    opened = []

    def visit(site, *, phone=False, language="en-GB", root=None):
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, locale=language, accept_downloads=True)
        context.set_default_timeout(30_000)
        made = Visit(context.new_page(), root or f"file://{site}")
        opened.append((context, made))
        return made

    yield visit
    for context, made in opened:
        context.close()
        assert made.errors == []
        outside = [url for url in made.requests if not url.startswith((made.root, "about:", "blob:"))]
        assert outside == []


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A site of 12 documents with 60 quotes."""
    release = Release()
    for number in range(12):
        release.document(number, quotes=5)
    return write(release, tmp_path_factory.mktemp("release"))
