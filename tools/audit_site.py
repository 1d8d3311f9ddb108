"""Checks of the whole site: links, feeds, sitemaps."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from tools.audit_context import Audit, CheckerError, outside, run
from tools.audit_report import SITE, Result, judged, skipped

FEEDS = ("/rss.xml", "/atom.xml", "/feed.json")
NEWS_SITEMAP = "/sitemap-news.xml"
FEWEST_LINKS = 50
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_NEWS, MOST_ADDRESSES = 1_000, 50_000
# The default of ten requests a second is meant for other people's machines.
LINKCHECKER = "[checking]\nmaxrequestspersecond=200\nthreads=4\n[filtering]\ncheckextern=0\n"
Row = tuple[str, str, int]


def links(audit: Audit) -> list[Result]:
    """linkchecker finds no broken address; it starts at the front, for from elsewhere it filters the rest."""
    program = _linkchecker(audit)
    if not program:
        return skipped("links", audit.box.lacks("python") or "linkchecker is missing")
    # As root linkchecker becomes nobody, who may not read what only root may: the folder is open.
    with tempfile.TemporaryDirectory(prefix="redaksi-audit-links-") as folder:
        Path(folder).chmod(0o755)
        settings = Path(folder) / "linkcheckerrc"
        settings.write_text(LINKCHECKER)
        command = [program, "--config", str(settings), "--no-robots", "--no-status", "--verbose", "--output", "csv"]
        # The desk is private; every day of the index leads to the day before it.
        unfollowed = [f"--no-follow-url={audit.base}/desk", r"--no-follow-url=/indeks/\d{4}/"]
        text = run([*command, *unfollowed, f"{audit.base}/"], seconds=900)
    rows = csv_rows(text)
    broken = [f"{row['urlname']} on {row['parentname']}: {row['result']}" for row in rows if is_broken(row)]
    if len(rows) < FEWEST_LINKS:
        broken.append(f"only {len(rows)} links were checked")
    return [judged("links", SITE, dict.fromkeys(broken), f"{len(rows)} links checked")]


def is_broken(row: dict[str, str]) -> bool:
    """Whether a link leads nowhere; the list of corrections leads to what was withdrawn (410) on purpose."""
    is_withdrawn = row["result"].startswith("410") and urlsplit(row["parentname"]).path == "/koreksi/"
    return row["valid"] == "False" and not is_withdrawn


def csv_rows(text: str) -> list[dict[str, str]]:
    """linkchecker's rows; its remarks start with #."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return [row for row in csv.DictReader(io.StringIO("".join(lines)), delimiter=";") if row.get("valid")]


def feeds(audit: Audit) -> list[Result]:
    """Feeds: every parser, and a real reader, sees the same guids, titles and dates to the second."""
    if reason := audit.box.lacks("python"):
        return skipped("feeds", reason)
    rubric = audit.pages.get("rubric")
    paths = [*FEEDS, *([f"{rubric.path}rss.xml"] if rubric else [])]
    documents, messages = {}, []
    for path in paths:
        status, text = _text(audit, path)
        if status == 200:
            documents[path] = text
        else:
            messages.append(f"{path} answers {status}")
    read = outside(audit, "feeds", documents)
    if reason := audit.box.lacks("newsboat"):
        skipped("feeds in newsboat", reason)
    else:
        for path in (path for path in documents if path.endswith(".xml")):
            read[path]["newsboat"] = _newsboat(audit, path)
    for path, parsers in read.items():
        messages += disagreements(path, {name: normal(rows) for name, rows in parsers.items()})
    messages += _same_titles({path: normal(next(iter(parsers.values()))) for path, parsers in read.items()})
    entries = sum(len(next(iter(parsers.values()))) for parsers in read.values())
    return [judged("feeds", SITE, messages, f"{len(read)} feeds, {entries} entries")]


def normal(rows: list[list[Any]]) -> list[Row]:
    """Rows in one order, with titles as a person sees them."""
    return sorted((str(guid), " ".join(unescape(str(title)).split()), int(second)) for guid, title, second in rows)


def disagreements(path: str, parsers: dict[str, list[Row]]) -> Iterator[str]:
    """Where the parsers of one feed do not say the same."""
    (first, wanted), *others = parsers.items()
    if not wanted:
        yield f"{path}: {first} finds no entry"
    if len({guid for guid, _, _ in wanted}) < len(wanted):
        yield f"{path}: a guid stands twice"
    for name, rows in others:
        odd = sorted(set(wanted) ^ set(rows))
        if odd:
            yield f"{path}: {first} and {name} differ in {len(odd)} rows, first {odd[0]}"


def sitemaps(audit: Audit) -> list[Result]:
    """Sitemaps: valid by their schemas, within their limits, without the withdrawn story, news addresses alive."""
    schemas = {"sitemapindex": audit.schema("sitemap/siteindex.xsd"), "urlset": audit.schema("sitemap/all.xsd")}
    if not all(schemas.values()):
        skipped("sitemap schemas", "the schemas beside the project are absent (sitemap/*.xsd)")
    messages: list[str] = []
    counts: dict[str, int] = {}
    todo = ["/sitemap.xml", NEWS_SITEMAP]
    withdrawn = audit.pages["withdrawn"].path.split("/")[2] if "withdrawn" in audit.pages else None
    for path in todo:
        status, text = _text(audit, path)
        if status != 200:
            messages.append(f"{path} answers {status}")
            continue
        root = etree.fromstring(text.encode())
        locations = [(node.text or "").strip() for node in root.iter(f"{SITEMAP}loc")]
        counts[path] = len(locations)
        messages += _invalid(path, text, schemas.get(etree.QName(root).localname))
        messages += _outside_limits(audit, path, locations, withdrawn)
        if etree.QName(root).localname == "sitemapindex":
            todo += [urlsplit(location).path for location in locations]
        elif path == NEWS_SITEMAP:
            messages += _dead_news(audit, locations)
    note = f"{len(counts)} files, {sum(counts.values())} addresses, {counts.get(NEWS_SITEMAP, 0)} of them news"
    return [judged("sitemaps", SITE, messages, note)]


def wapiti(audit: Audit) -> list[Result]:
    """wapiti, logged out: no finding of its attack modules on the public site."""
    if reason := audit.box.lacks("wapiti") or ("" if audit.box.wapiti else "not installed"):
        return skipped("wapiti", reason)
    report = audit.folder / "wapiti.json"
    modules = "xss,sql,exec,file,redirect,csp,http_headers,cookieflags,csrf,permanentxss,xxe,crlf,methods"
    program = str(audit.box.wapiti.with_name("wapiti")) if audit.box.wapiti else ""
    # One page of each kind is enough to attack: the days of the index go back to 1945.
    few = ["--depth", "3", "--max-files-per-dir", "6", "-x", f"{audit.base}/indeks/2*"]
    few += ["--max-scan-time", "240", "--max-attack-time", "30"]
    flags = ["--scope", "domain", "-m", modules, "-f", "json", "-o", str(report), *few]
    with tempfile.TemporaryDirectory(prefix="redaksi-audit-wapiti-") as home:
        command = [program, "-u", f"{audit.base}/", *flags, "--flush-session", "--no-bugreport"]
        run(command, seconds=900, environ={"HOME": home})
    found = json.loads(report.read_text())["vulnerabilities"]
    messages = [
        f"{name}: {each['method']} {each['path']} {each['info']}" for name, all_ in found.items() for each in all_
    ]
    return [judged("wapiti", SITE, messages)]


def _linkchecker(audit: Audit) -> str:
    program = audit.box.programs.get("linkchecker", "")
    own = audit.box.python.with_name("linkchecker") if audit.box.python else None
    return program or (str(own) if own and own.is_file() else "")


def _text(audit: Audit, path: str) -> tuple[int, str]:
    answer = audit.client.get(path)
    return answer.status_code, answer.text


def _newsboat(audit: Audit, path: str) -> list[list[Any]]:
    """What newsboat stores of a feed: [guid, title, second]; alone, for it keeps one row a guid over all its feeds."""
    with tempfile.TemporaryDirectory(prefix="redaksi-audit-newsboat-") as folder:
        urls, cache = Path(folder) / "urls", Path(folder) / "cache.db"
        urls.write_text(f"{audit.base}{path}\n")
        command = ["newsboat", "-u", str(urls), "-c", str(cache), "-C", "/dev/null", "-x", "reload"]
        home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        run(command, seconds=120, environ=home)
        if not cache.is_file():
            raise CheckerError("newsboat kept nothing")
        with closing(sqlite3.connect(cache)) as database:
            return [list(row) for row in database.execute("select guid, title, pubDate from rss_item")]


def _same_titles(feeds_read: dict[str, list[Row]]) -> Iterator[str]:
    """RSS, Atom and JSON Feed name their entries differently; titles and dates must be the same."""
    wanted = {path: sorted(row[1:] for row in rows) for path, rows in feeds_read.items() if path in FEEDS}
    if len({str(rows) for rows in wanted.values()}) > 1:
        yield f"{', '.join(wanted)} do not hold the same titles and dates"


def _invalid(path: str, text: str, schema: Path | None) -> Iterator[str]:
    if schema is None:
        return
    command = ["xmllint", "--nonet", "--noout", "--schema", str(schema), "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"{path}: {done.stderr.splitlines()[0]}"


def _outside_limits(audit: Audit, path: str, locations: list[str], withdrawn: str | None) -> Iterator[str]:
    most = MOST_NEWS if path == NEWS_SITEMAP else MOST_ADDRESSES
    if len(locations) > most:
        yield f"{path}: {len(locations)} addresses, over {most}"
    strange = [location for location in locations if not location.startswith(f"{audit.base}/")]
    if strange:
        yield f"{path}: {strange[0]} is not on this site"
    if withdrawn and any(location.split("/")[4:5] == [withdrawn] for location in locations):
        yield f"{path}: holds the withdrawn story {withdrawn}"


def _dead_news(audit: Audit, locations: list[str]) -> Iterator[str]:
    for path in (urlsplit(location).path for location in locations):
        status, _ = _text(audit, path)
        if status != 200:
            yield f"{path} in the news sitemap answers {status}"
