"""Checks in a real browser: accessibility in light and dark, a silent console, Firefox's reader, Lighthouse."""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from tools.audit_context import Audit, CheckerError, run
from tools.audit_install import HERE
from tools.audit_kinds import STORIES
from tools.audit_markup import misread
from tools.audit_report import Result, judged, skipped

PHONE, DESK = 360, 1280
LIGHTHOUSE_KINDS = ("front", "rubric", "story with picture", "topic", "index by day", "search", "corrections")
#: Scores out of 1; the median of the runs must reach them.
SCORES = {"performance": 1.0, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
#: Pages that ask search engines to stay away are not judged by what helps these find a page.
NOT_INDEXED = {"search"}
#: Lighthouse's own measure of the machine; its slowed-down processor means little below this.
QUIET = 1000
CHROME_FLAGS = [
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def looks(quick: bool) -> list[dict[str, Any]]:
    """How pages are looked at: phone and desk, light and dark; in a quick audit the phone only."""
    widths = {"phone": PHONE} if quick else {"phone": PHONE, "desk": DESK}
    return [
        {"name": f"{name} {'dark' if dark else 'light'}", "width": width, "dark": dark}
        for name, width in widths.items()
        for dark in (False, True)
    ]


def screens(audit: Audit) -> list[Result]:
    """pa11y (axe and HTML_CodeSniffer, WCAG 2 AA): nothing found; nothing on the console; Mozilla's reader reads."""
    if reason := audit.box.lacks("chromium", "node", "npm packages"):
        return skipped("pa11y", reason)
    value = {
        "base": audit.base,
        "chromium": audit.box.programs["chromium"],
        "root": os.geteuid() == 0,
        "pages": [{"kind": kind, "url": audit.url(kind)} for kind in audit.pages],
        "looks": looks(audit.quick),
        "readers": list(STORIES),
    }
    found = json.loads(run(["node", str(HERE / "audit_browser.mjs"), str(audit.box.modules)], json.dumps(value), 1800))
    return [
        *_by_kind("pa11y", audit.pages, found["pages"], _issues),
        *_by_kind("console", audit.pages, found["pages"], _console),
        *_reader(audit, found["readers"]),
    ]


def lighthouse(audit: Audit) -> list[Result]:
    """Lighthouse on a phone: the median of `audit.runs` runs reaches SCORES."""
    if reason := audit.box.lacks("chromium", "node", "npm packages"):
        return skipped("lighthouse", reason)
    results = []
    for kind in (kind for kind in LIGHTHOUSE_KINDS if kind in audit.pages):
        reports = [lighthouse_report(audit, audit.url(kind)) for _ in range(audit.runs)]
        results.append(judge_scores(kind, reports))
    return results


def judge_scores(kind: str, reports: list[dict[str, Any]]) -> Result:
    """The median of each category against its score, with the audits that cost points."""
    medians = {
        name: statistics.median(float(report["categories"][name]["score"] or 0) for report in reports)
        for name in SCORES
        if not (name == "seo" and kind in NOT_INDEXED)
    }
    shift = max(float(report["audits"]["cumulative-layout-shift"].get("numericValue", 0)) for report in reports)
    messages = [f"layout shift {shift:.3f}, over 0"] if shift > 0 else []
    for name, score in medians.items():
        if score < SCORES[name]:
            lost = ", ".join(_lost(reports[-1], name)) or "no audit names itself"
            messages.append(f"{name} {score:.2f}, under {SCORES[name]:.2f}: {lost}")
    note = ", ".join(f"{name} {score:.2f}" for name, score in medians.items()) + f", layout shift {shift:.3f}"
    speed = statistics.median(report["environment"]["benchmarkIndex"] for report in reports)
    busy = ", the machine is busy or slow: measure again" if speed < QUIET else ""
    note = f"{note} (median of {len(reports)}; benchmark index {speed:.0f}{busy})"
    return judged("lighthouse", kind, messages, note)


def lighthouse_report(audit: Audit, url: str) -> dict[str, Any]:
    """One run of Lighthouse as a phone on `url`, as its JSON report; raises CheckerError if it wrote none thrice.

    Now and then Chromium loses the beginning of a recording, and Lighthouse asks to be run again.
    """
    for _ in range(2):
        try:
            return _lighthouse(audit, url)
        except CheckerError as error:
            print(f"audit: once more: {error}", file=sys.stderr, flush=True)
    return _lighthouse(audit, url)


def _lighthouse(audit: Audit, url: str) -> dict[str, Any]:
    path = audit.folder / "lighthouse.json"
    path.unlink(missing_ok=True)
    flags = [*CHROME_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    program = audit.box.modules / "lighthouse" / "cli" / "index.js" if audit.box.modules else ""
    command = ["node", str(program), url, "--quiet", f"--chrome-flags={' '.join(flags)}"]
    options = ["--output=json", f"--output-path={path}", "--max-wait-for-load=20000", "--no-enable-error-reporting"]
    run([*command, *options], seconds=180, environ={"CHROME_PATH": audit.box.programs["chromium"]})
    if not path.is_file():
        raise CheckerError("lighthouse wrote no report")
    report: dict[str, Any] = json.loads(path.read_text())
    return report


def _lost(report: dict[str, Any], category: str) -> Iterator[str]:
    for reference in report["categories"][category]["auditRefs"]:
        found = report["audits"][reference["id"]]
        if reference["weight"] and found["score"] is not None and found["score"] < 1:
            yield f"{reference['id']} ({found.get('displayValue') or found['score']})"


def _by_kind(check: str, kinds: Iterable[str], looked: list[dict[str, Any]], lines: Any) -> Iterator[Result]:
    for kind in kinds:
        yield judged(check, kind, (line for page in looked if page["kind"] == kind for line in lines(page)))


def _issues(page: dict[str, Any]) -> Iterator[str]:
    for issue in page["issues"]:
        where = f"{issue['selector']} {issue['context'][:120]}".strip()
        yield f"{page['look']}: {issue['runner']} {issue['code']}: {issue['message']} at {where}"


def _console(page: dict[str, Any]) -> Iterator[str]:
    return (f"{page['look']}: {line}" for line in dict.fromkeys(page["console"]))


def _reader(audit: Audit, read: dict[str, dict[str, Any]]) -> list[Result]:
    return [judged("reader mode", kind, misread(audit.pages[kind], said)) for kind, said in read.items()]
