"""Opens pages in Chromium and looks for what is wrong with them, wide and narrow, light, dark and printed.

Reads an object: `browser`, the program; `pictures`, a folder for screenshots or null; `pages`, each with `name`,
`path`, `texts` that must be seen and `links`, the addresses that it may lead to.  Writes a check a line,
`{"check": ..., "problem": ...}`, and ends with 1 where one found a problem.
"""
import base64
import json
import pathlib
import re
import sys

from devtools import Browser, Tab

WIDE, NARROW = 1280, 360
# A4 at 96 pixels an inch, without margins of 1 cm.
PAPER = 718
HERE = pathlib.Path(__file__).parent
MOST = 5


class Checks:
    def __init__(self, page):
        self.page = page
        self.failed = False

    def say(self, check, problems):
        self.failed |= bool(problems)
        shown = "; ".join(problems[:MOST])
        if len(problems) > MOST:
            shown += f"; and {len(problems) - MOST} more"
        line = {"check": f"{self.page}: {check}", "problem": shown or None}
        print(json.dumps(line), flush=True)


def looks(tab, checks, page, pictures):
    """What has to hold at each width and in each scheme."""
    schemes = {}
    for width in [WIDE, NARROW]:
        for scheme in ["light", "dark"]:
            tab.look(width, scheme)
            place = f"{width} {scheme}"
            tab.run("audit.details(true)")
            checks.say(f"{place}: images", tab.run("audit.images()"))
            checks.say(f"{place}: overflow", tab.run("audit.overflow()"))
            checks.say(f"{place}: contrast", tab.run("audit.contrast(false)"))
            if width == WIDE:
                checks.say(f"{place}: pictures", tab.run("audit.pictures()"))
            checks.say(f"{place}: size of text", tab.run("audit.size(12)"))
            checks.say(f"{place}: boxes that scroll", tab.run("audit.boxes()"))
            schemes[scheme] = tab.run("audit.scheme()")
            if pictures:
                tab.picture(f"{pictures}/{page['name']}-{width}-{scheme}.png")
    light, dark = schemes["light"], schemes["dark"]
    problems = []
    if not light["paper"] > 0.7 > 0.2 > light["ink"]:
        problems.append(f"light is not dark on light: {light}")
    if not dark["paper"] < 0.2 < 0.4 < dark["ink"]:
        problems.append(f"dark is not light on dark: {dark}")
    checks.say("schemes", problems)


def keyboard(tab, checks):
    """Keys reach everything, and what they reach is seen."""
    for width in [WIDE, NARROW]:
        tab.look(width, "light")
        tab.run("audit.details(false)")
        tab.press("Tab", tab.run("audit.listen()"))
        checks.say(f"{width}: keyboard", tab.run("audit.reached()"))
    tab.run("document.querySelector('a[href]').focus()")
    tab.press("Enter")
    tab.press("Tab")
    checks.say("link past the navigation", [] if tab.run("audit.isInMain()") else ["leads elsewhere"])
    problems = []
    for index in range(tab.run("audit.summaries()")):
        before = tab.run(f"(audit.focus({index}), audit.isOpen({index}))")
        tab.press("Enter")
        if tab.run(f"audit.isOpen({index})") == before:
            problems.append(f"part {index + 1} does not open")
        tab.press("Enter")
        if tab.run(f"audit.isOpen({index})") != before:
            problems.append(f"part {index + 1} does not close")
    checks.say("parts that open", problems)


def paper(tab, checks, page, pictures):
    """What is printed: everything, dark on white, within the sheet."""
    tab.run("audit.details(false)")
    for scheme in ["light", "dark"]:
        tab.look(PAPER, scheme, media="print")
        checks.say(f"print {scheme}: contrast", tab.run("audit.contrast(true)"))
    checks.say("print: parts", tab.run("audit.print()"))
    checks.say("print: overflow", tab.run("audit.overflow()"))
    if pictures:
        tab.picture(f"{pictures}/{page['name']}-print.png")
    # In CSS inches, the browser's usual margins.
    pdf = base64.b64decode(tab.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])
    sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
    checks.say("print: sheets", [] if pdf.startswith(b"%PDF-") and sheets > 0 else ["nothing is printed"])
    if pictures:
        pathlib.Path(f"{pictures}/{page['name']}.pdf").write_bytes(pdf)


def tree(tab, checks):
    """What a screen reader is told."""
    nodes = [node for node in tab.call("Accessibility.getFullAXTree")["nodes"] if not node.get("ignored")]
    problems = []
    found = [(node["role"]["value"], node.get("name", {}).get("value", "").strip()) for node in nodes]
    roles = [role for role, _ in found]
    for role in ["main", "navigation", "heading"]:
        if role not in roles:
            problems.append(f"no {role}")
    if "banner" in roles and roles.count("banner") > 1:
        problems.append("several banners")
    for role, name in found:
        needs = ["image", "img", "graphics-document", "link", "heading", "table", "region", "navigation",
                 "meter", "progressbar", "DisclosureTriangle"]
        if role in needs and not name:
            problems.append(f"{role} without a name")
    if "table" in roles and "columnheader" not in roles:
        problems.append("no head of a column")
    checks.say("accessibility tree", problems)


def said(tab, checks, address):
    """What the page said and asked for since it was opened."""
    errors = [json.dumps(event["params"])[:300] for event in tab.said("Runtime.exceptionThrown")]
    errors += [json.dumps(event["params"]["args"])[:300] for event in tab.said("Runtime.consoleAPICalled")
               if event["params"]["type"] in ["error", "assert"]]
    errors += [event["params"]["entry"]["text"] for event in tab.said("Log.entryAdded")
               if event["params"]["entry"]["level"] == "error"]
    checks.say("console", errors)
    asked = [event["params"]["request"]["url"] for event in tab.said("Network.requestWillBeSent")]
    problems = ["asked for " + url[:200] for url in asked
                if url.split("#")[0] != address and not url.startswith("data:")]
    problems += ["failed: " + event["params"]["errorText"] for event in tab.said("Network.loadingFailed")]
    checks.say("network", problems)
    dialogs = [event["params"]["message"] for event in tab.said("Page.javascriptDialogOpening")]
    checks.say("dialogs", dialogs)


def check(browser, page, pictures, script):
    checks = Checks(page["name"])
    tab = Tab(browser, script)
    tab.look(WIDE, "light")
    address = pathlib.Path(page["path"]).resolve().as_uri()
    tab.open(address)
    checks.say("structure", tab.run("audit.structure()"))
    checks.say("inert", tab.run("(audit.details(true), audit.inert())"))
    checks.say("links", tab.run(f"audit.links({json.dumps(page['links'])})"))
    checks.say("texts", tab.run(f"audit.shows({json.dumps(page['texts'])})"))
    looks(tab, checks, page, pictures)
    keyboard(tab, checks)
    tree(tab, checks)
    paper(tab, checks, page, pictures)
    said(tab, checks, address)
    return checks.failed


def main():
    order = json.load(sys.stdin)
    script = (HERE / "audit.js").read_text()
    browser = Browser(order["browser"])
    try:
        failed = [check(browser, page, order["pictures"], script)
                  for page in order["pages"]]
    finally:
        browser.close()
    sys.exit(1 if any(failed) else 0)


if __name__ == "__main__":
    main()
