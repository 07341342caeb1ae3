"""The page in a browser: headless Chromium reads it from a file, clicks, types and prints.

Needs chromium and chromedriver (Debian: chromium, chromium-driver); skipped where they are missing.
"""

import base64
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from xxlint.diagnostic import Diagnostic, Slot
from xxlint.gaps import Gap
from xxlint.output import View, renderer
from xxlint.output.html import progress
from xxlint.progress import Progress, Share
from xxlint.results import FileResult
from xxlint.sheets import Row
from xxlint.span import Span

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="no chromium with chromedriver (apt: chromium chromium-driver)"
)


class Browser:
    """A window that shows pages and answers about them."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def show(
        self, *results: FileResult, size: tuple[int, int] = (1440, 900), mark: str = "", **view: Any
    ) -> None:
        """Draw the results as a page and open it."""
        self.open("".join(renderer("html")(results, View(**view))), size, mark)

    def open(self, page: str, size: tuple[int, int] = (1440, 900), mark: str = "") -> None:
        """Open a page that has been drawn."""
        path = self.folder / "报告.html"
        path.write_text(page, "utf-8")
        self.resize(*size)
        self.driver.get("about:blank")
        self.driver.get(f"{path.as_uri()}{mark}")

    def resize(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, medium: str = "", scheme: str = "light") -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(f"return ({script})", *arguments)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def count(self, selector: str) -> int:
        return int(self.run("document.querySelectorAll(arguments[0]).length", selector))

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def focus(self) -> str:
        return str(self.run("document.activeElement.id"))

    def until(self, what: Callable[[], bool]) -> None:
        for _ in range(500):
            if what():
                return
            time.sleep(0.02)
        assert what()

    def log(self, kind: str) -> list[str]:
        """What has come since it was asked last: "browser" is the console, "performance" what was requested."""
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return [str(entry["message"]) for entry in entries]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for all tests; it may fetch nothing, not even its own driver."""
    os.environ["SE_OFFLINE"] = "true"
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def browser(driver: webdriver.Chrome, tmp_path: Path) -> Iterator[Browser]:
    """The browser; what a test leaves in its console is a failure."""
    shown = Browser(driver, tmp_path)
    shown.media()
    shown.log("browser")
    yield shown
    assert shown.log("browser") == []


def test_it_asks_the_network_for_nothing(browser: Browser, unfinished: FileResult, word: FileResult) -> None:
    browser.log("performance")
    browser.show(unfinished, word)
    browser.press("j")
    assert browser.run("performance.getEntriesByType('resource').length") == 0
    asked = [message for message in browser.log("performance") if 'requestWillBeSent"' in message]
    assert asked
    assert all(
        '"url":"file:///' in one or '"url":"about:blank' in one or '"url":"data:' in one for one in asked
    )


def test_a_finding_of_the_list_leads_to_its_mark(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished, size=(1440, 300))
    browser.click("#d9 > a")
    assert browser.focus() == "m9"
    assert "here" in str(browser.one("#m9").get_attribute("class"))
    top, bottom = browser.run(
        "(r => [r.top, r.bottom])(document.querySelector('#m9').getBoundingClientRect())"
    )
    assert 52 < top < bottom < 300
    card = browser.one(".card").text
    assert unfinished.diagnostics[8].message in card
    assert browser.run("getComputedStyle(document.querySelector('#m9')).animationName") == "flash"


def test_a_mark_tells_all_of_its_finding(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished)
    browser.click("#m6")
    browser.click(".card summary")
    card = browser.one(".card").text
    for words in (
        "警告",
        "XX502",
        "第5行第14字",
        "一、主要指标",
        ", → ，",
        "GB/T 15834—2011 5.1",
        "<!-- xxlint: ignore XX502 原因 -->",
    ):
        assert words in card
    browser.click(".card [data-do=close]")
    assert browser.count(".card") == 0
    assert browser.focus() == "m6"


def test_the_keys(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished)
    last = len(unfinished.diagnostics)
    steps = []
    for key in ("j", "j", Keys.ARROW_DOWN, "k", Keys.ARROW_UP, "k"):
        browser.press(key)
        steps.append(browser.focus())
    assert steps == ["m1", "m2", "m3", "m2", "m1", f"m{last}"]
    assert browser.one(".steps output").text == f"{last} / {last}"
    browser.press("/")
    assert browser.run("document.activeElement.type") == "search"
    browser.press("xx502")
    browser.until(lambda: browser.one("[data-shown]").text == f"1 / {last}")
    browser.press(Keys.ENTER)
    assert browser.focus() == "m6"
    browser.press("/", Keys.ESCAPE)
    browser.until(lambda: browser.one("[data-shown]").text == str(last))


def test_without_a_mouse(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished)
    browser.run("document.querySelector('#m3').focus()")
    browser.press(Keys.ENTER)
    assert browser.run("document.activeElement.getAttribute('role')") == "dialog"
    browser.press(Keys.ESCAPE)
    assert browser.focus() == "m3"
    assert browser.one("#m3").aria_role == "button"
    assert browser.one("#m3").accessible_name == "XX"


def test_filters_hide_marks(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished)
    browser.click("[data-severity=warning]")
    assert browser.count(".found li:not([hidden])") == 1
    assert browser.count("article mark:not(.off)") == 1
    assert browser.run("getComputedStyle(document.querySelector('#m1')).textDecorationLine") == "none"
    assert browser.one("#m1").get_attribute("tabindex") == "-1"
    browser.press("j")
    assert browser.focus() == "m6"
    browser.click("[data-severity=warning]")  # the last one off is all on
    assert browser.count("article mark.off") == 0
    browser.click("[data-family=XX3]")
    assert browser.count("article mark:not(.off)") == 1
    browser.click("[data-severity=info]")
    assert browser.one(".none").is_displayed()
    browser.press("j")


def test_a_link_to_a_hidden_finding_shows_it(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished)
    browser.click("[data-family=XX3]")
    browser.run("location.hash = '#m1'")
    browser.until(lambda: browser.focus() == "m1")
    assert browser.count("article mark.off") == 0


def test_findings_on_the_same_words_name_each_other(browser: Browser) -> None:
    text = "一二三四五六"
    spans = (Span(0, 5), Span(1, 3), Span(2, 6))
    found = tuple(Diagnostic("XX101", "n", "error", f"说法{at}", span) for at, span in enumerate(spans, 1))
    browser.show(FileResult("a.txt", "text", "utf-8", "checked", text, found))
    browser.click("#d2 > a")
    assert set(browser.one(".card .others").text.splitlines()[1:]) == {"说法1", "说法3"}
    assert browser.count("mark.here") == 1
    browser.click(".card .others a:last-of-type")
    assert browser.count("mark.here") == 3


def test_the_address_names_a_finding(browser: Browser, word: FileResult) -> None:
    browser.show(word, mark="#m4")
    browser.until(lambda: browser.focus() == "m4")
    assert browser.one(".card").is_displayed()


def test_without_javascript(browser: Browser, unfinished: FileResult) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.show(unfinished, size=(1440, 300))
        assert not browser.one("input[type=search]").is_displayed()
        assert not browser.one(".steps").is_displayed()
        browser.click("#d9 > a")
        assert browser.driver.current_url.endswith("#m9")
        assert browser.one("#m9").value_of_css_property("outline-style") == "solid"
        assert 52 < browser.one("#m9").rect["y"] - browser.one("header.top").rect["y"] < 300
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (800, 900), (390, 844)])
def test_nothing_sticks_out(
    browser: Browser, unfinished: FileResult, word: FileResult, width: int, height: int
) -> None:
    wide = unfinished.text + "https://" + "long" * 60
    browser.show(unfinished._replace(text=wide), word, size=(width, height))
    browser.press("j")
    assert browser.run("document.documentElement.scrollWidth") <= width
    left, right = browser.run(
        "(r => [r.left, r.right])(document.querySelector('.card').getBoundingClientRect())"
    )
    assert 0 <= left < right <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(
    browser: Browser, unfinished: FileResult, missing: FileResult, scheme: str
) -> None:
    browser.media(scheme=scheme)
    browser.show(unfinished, missing)
    browser.press("j")
    faint = browser.run(CONTRAST)
    assert faint == []


CONTRAST = """(() => {
  const rgb = (css) => { const c = css.match(/[\\d.]+/g).map(Number); return c.length > 3 && c[3] === 0 ? null : c.slice(0, 3); };
  const light = (c) => c.map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const faint = [];
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    if (e.closest("mark.here")) continue;
    let under = e;
    while (under && !rgb(getComputedStyle(under).backgroundColor)) under = under.parentElement;
    const [a, b] = [rgb(getComputedStyle(e).color), rgb(getComputedStyle(under).backgroundColor)].map(light);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) faint.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)];
})()"""


def test_hostile_words_run_nothing(browser: Browser) -> None:
    words = "</script><script>document.title='x'</script><img src=x onerror=\"document.title='y'\">"
    found = Diagnostic("XX101", words, "error", words, Span(0, len(words)), section=(words,))
    browser.show(FileResult(words, "text", "utf-8", "checked", words, (found,)))
    browser.press("j")
    assert "checked" in browser.driver.title or "检查结果" in browser.driver.title
    assert browser.run("document.images.length") == 0
    assert browser.one("#m1").text == words


def test_print(browser: Browser, unfinished: FileResult, word: FileResult) -> None:
    browser.show(unfinished, word)
    browser.press("j")
    browser.media("print")
    for selector in (".top", "nav", ".filters", ".card", ".rules"):
        assert not browser.one(selector).is_displayed()
    assert browser.run("getComputedStyle(document.querySelector('#m6'), '::after').content") == '"6"'
    assert browser.run("getComputedStyle(document.querySelector('#d6'), '::before').content") == '"6."'
    assert browser.run("getComputedStyle(document.querySelector('#m6')).textDecorationLine") == "underline"
    assert (
        browser.one("aside").rect["y"] >= browser.one("main").rect["y"] + browser.one("main").rect["height"]
    )
    pdf = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    assert base64.b64decode(pdf).startswith(b"%PDF")


@pytest.mark.slow
def test_ten_thousand_findings_stay_usable(browser: Browser) -> None:
    line = "全年完成固定资产投资XX亿元，地区生产总值8亿元，税收增长3％，群众反映良好，成效明显。\n"
    text, at = line * 10_000, line.index("XX")
    found = tuple(
        Diagnostic("XX101", "n", "error", "“XX”是字母占位", Span(start, start + 2))
        for start in range(at, len(text), len(line))
    )
    started = time.perf_counter()
    browser.show(FileResult("a.txt", "text", "utf-8", "checked", text, found))
    assert browser.count(".found li.later") == 9800
    browser.click("[data-do=more]")
    browser.until(lambda: browser.count(".found li.later") == 9600)
    browser.run("location.hash = '#m9000'")
    browser.until(lambda: browser.focus() == "m9000")
    browser.press("j")
    browser.until(lambda: browser.focus() == "m9001")
    browser.until(lambda: browser.one("#d9001").is_displayed())
    assert time.perf_counter() - started < 60


# the page of the progress


LONG = "一、主要指标" + "很长的章节名称" * 8
PROGRESS = Progress(
    "sheets",
    (Share(LONG, 2, 1, 1), Share("二、下一步打算", 3)),
    (Share("统计局", 2, 1, 1), Share("水利局", 3)),
    Share("", 5, 1, 1),
    (
        Gap(
            "s1",
            (Span(4, 6),),
            Slot(Span(4, 6), "letter", "amount"),
            "error",
            (LONG,),
            Span(0, 9),
            (),
            "",
            "统计局",
        ),
    ),
)
OPEN = Row("s1", "", "完成投资⟦XX⟧亿元。", "amount", "投资", "亿元", "数字（亿元）", "统计局", "168.3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1200])
def test_the_progress_fits_and_asks_the_network_for_nothing(
    browser: Browser, width: int, scheme: str
) -> None:
    browser.media(scheme=scheme)
    browser.log("performance")
    report = FileResult("报告.txt", "text", "utf-8", "checked", "完成投资XX亿元。")
    browser.open("".join(progress.render(report, PROGRESS, [OPEN], View())), (width, 900))
    assert browser.run("document.documentElement.scrollWidth") <= width
    asked = [message for message in browser.log("performance") if 'requestWillBeSent"' in message]
    assert all(
        '"url":"file:///' in one or '"url":"about:blank' in one or '"url":"data:' in one for one in asked
    )
    filled, answered, left = browser.run(
        "[...document.querySelector('.bars svg').children].map(r => r.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert filled[0] == pytest.approx(2 * answered[0], rel=0.05)
    assert filled[1] > answered[1] > left[1] > 0
    browser.click(".bars a")
    assert browser.run("location.hash") == "#g1"


def test_a_section_of_the_report_leads_to_its_first_gap(browser: Browser, unfinished: FileResult) -> None:
    browser.show(unfinished, size=(1440, 400))
    assert browser.one(".todo").text.split("\n")[0] == "待填 6"
    links = browser.driver.find_elements(By.CSS_SELECTOR, ".todo a")
    assert [link.text for link in links] == ["一、主要指标", "二、下一步打算"]
    links[1].click()
    assert browser.focus() == "m9"
