"""A real browser runs nothing of what is left of hostile mark-up, whichever format brought it."""

from __future__ import annotations

from playwright.sync_api import Browser

from redaksi.formats import FormatError, Hint, read
from redaksi.formats.html import sanitise
from tests.formats.hostile import HOSTILE, RUN, carried

TRAP = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "msgbox"])
  window[name] = () => window.ran.push(name);
"""
PLAY = """
(async (bodies) => {
  const links = [];
  for (const body of bodies) {
    const place = document.createElement("div");
    document.body.append(place);
    place.innerHTML = body;
    const again = document.createElement("div");
    document.body.append(again);
    again.innerHTML = place.innerHTML;
    for (const element of [...place.querySelectorAll("*")]) {
      for (const name of ["click", "mouseover", "focus", "error", "load", "toggle", "animationstart"])
        if (!(element instanceof HTMLAnchorElement) || name !== "click") element.dispatchEvent(new Event(name));
      if (element instanceof HTMLAnchorElement && element.href) links.push(element.protocol);
    }
  }
  await new Promise(resolve => setTimeout(resolve, 300));
  return {ran: window.ran, links: [...new Set(links)]};
})
"""


def bodies() -> list[str]:
    """Everything that is left, of the mark-up alone and out of each format."""
    found = [sanitise(each) for each in HOSTILE]
    for each in HOSTILE[:: max(1, len(HOSTILE) // 80)]:
        for name, data in carried(each).items():
            try:
                found += [item.body_html for item in read(data, Hint(format=name)) if item.body_html]
            except FormatError:
                continue
    return list(dict.fromkeys(found))


def test_the_trap_catches_what_runs(browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(TRAP)
    page.goto("about:blank")
    assert page.evaluate(PLAY, [f"<img src=x onerror={RUN}>"])["ran"] != []
    page.close()


def test_nothing_of_the_hostile_set_runs_in_a_browser(browser: Browser) -> None:
    left = bodies()
    assert len(left) > 20
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.route("**/*", lambda route: route.abort() if route.request.url.startswith("http") else route.continue_())
    page.add_init_script(TRAP)
    page.goto("about:blank")
    result = page.evaluate(PLAY, left)
    assert result["ran"] == []
    assert set(result["links"]) <= {"http:", "https:", "mailto:"}
    page.set_content(f"<!DOCTYPE html><script>{TRAP}</script><body>{''.join(left)}</body>")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == []
    assert dialogs == []
    page.close()
