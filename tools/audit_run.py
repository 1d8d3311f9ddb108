"""`tools/audit`: outside checkers on every kind of page of a running newsroom; exit status 1 if one finds anything."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx

from tools.audit_context import Audit, Check, CheckerError
from tools.audit_install import TOOLS, Toolbox, install, lock
from tools.audit_kinds import KINDS, OPTIONAL, NoFrontError, fetcher, find
from tools.audit_lcp import lcp
from tools.audit_markup import readers, structured, vnu, weight
from tools.audit_newsroom import NewsroomError, demo
from tools.audit_report import Result, table, write
from tools.audit_screens import lighthouse, screens
from tools.audit_site import feeds, links, sitemaps, wapiti

CHECKS: dict[str, Check] = {
    "vnu": vnu,
    "weight": weight,
    "json-ld": structured,
    "readers": readers,
    "pa11y": screens,
    "feeds": feeds,
    "sitemaps": sitemaps,
    "links": links,
    "lighthouse": lighthouse,
    "lcp": lcp,
    "wapiti": wapiti,
}
#: Left out unless named: wapiti attacks for minutes, and Lighthouse too takes long.
ON_REQUEST, SLOW = {"wapiti"}, {"lighthouse", "lcp"}
#: What a second language of the screens can break.
IN_ENGLISH = ("vnu", "pa11y")
FOLDER = TOOLS / "audit"


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line; `only` is a list of names of CHECKS."""
    parser = argparse.ArgumentParser(prog="tools/audit", description=__doc__)
    parser.add_argument("--only", type=_names, default=None, help=f"checks, with commas: {', '.join(CHECKS)}")
    parser.add_argument("--url", help="audit this running newsroom instead of a demo of our own (loopback only)")
    parser.add_argument("--quick", action="store_true", help="phone only, no Lighthouse")
    parser.add_argument("--runs", type=int, default=5, help="runs of Lighthouse whose median counts")
    parser.add_argument("--lock", action="store_true", help="write the checkers' lock files anew and end")
    return parser.parse_args(arguments)


def wanted(only: list[str] | None, quick: bool) -> list[str]:
    """The checks to run, in the order of CHECKS."""
    if only:
        return [name for name in CHECKS if name in only]
    return [name for name in CHECKS if name not in ON_REQUEST and not (quick and name in SLOW)]


def main() -> int:
    """Run the command line; returns the exit status."""
    # A polite end is an end like any other: what was started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    asked = options()
    if asked.lock:
        lock()
        return 0
    names = wanted(asked.only, asked.quick)
    box = install(set(names))
    try:
        with _newsroom(asked.url) as base:
            results = _audit(base, box, names, asked)
        if not asked.url and not asked.quick and (again := [name for name in IN_ENGLISH if name in names]):
            with demo("en") as base:
                results += [_in_english(result) for result in _audit(base, box, again, asked)]
    except (NewsroomError, NoFrontError, httpx.HTTPError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return 1
    print(table(results))
    write(results, FOLDER / "report.json")
    failed = sum(result.state == "fail" for result in results)
    print(f"audit: {failed} failed of {len(results)}; everything found is in .tools/audit/report.json")
    return 1 if failed else 0


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if unknown := set(names) - set(CHECKS):
        raise argparse.ArgumentTypeError(f"no such check: {', '.join(sorted(unknown))}")
    return names


@contextmanager
def _newsroom(url: str | None) -> Iterator[str]:
    if not url:
        print("audit: building a demo newsroom", flush=True)
        with demo() as base:
            yield base
        return
    base = url.rstrip("/")
    if httpx.URL(base).host not in {"127.0.0.1", "localhost", "::1"}:
        raise NewsroomError(f"{base} is not on this machine")
    yield base


def _audit(base: str, box: Toolbox, names: list[str], asked: argparse.Namespace) -> list[Result]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
        pages = find(fetcher(client))
        results = [_found(kind, kind in pages) for kind in KINDS if kind in pages or kind not in OPTIONAL]
        audit = Audit(base, box, pages, client, FOLDER, asked.quick, asked.runs)
        for name in names:
            began = time.monotonic()
            results += _checked(name, audit)
            print(f"audit: {name} took {time.monotonic() - began:.0f} s", flush=True)
    return results


def _in_english(result: Result) -> Result:
    return replace(result, check=f"{result.check} en")


def _found(kind: str, is_found: bool) -> Result:
    if is_found:
        return Result("found", kind, "pass")
    return Result("found", kind, "fail", ("no page of this kind was found from the front",))


def _checked(name: str, audit: Audit) -> list[Result]:
    """A checker that breaks is a failure of its own, and the others still run."""
    try:
        return CHECKS[name](audit)
    except (CheckerError, httpx.HTTPError, OSError, ValueError, KeyError) as error:
        return [Result(name, "whole site", "fail", (f"the checker itself failed: {type(error).__name__}: {error}",))]


if __name__ == "__main__":
    sys.exit(main())
