"""The plans that SQLite makes for an archive of a million stories, asked of an empty copy of the schema."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict

from django.db import connection

# What ANALYZE says of an archive of a million stories, none of them a translation: (table, index, rows, alike).
MILLION = """
    stories_story story_live_newest 1000086 1 1
    stories_story story_live_section 1000086 100009 1 1
    stories_story story_provenance 1000087 1000087
    stories_story stories_story_section_id_b7acc406 1000087 100009
    stories_story stories_story_picture_id_d68bc072 1000087 12989
    stories_story stories_story_editor_id_8d929d32 1000087 25003
    stories_story stories_story_slug_8e98603e 1000087 4
    stories_story stories_story_first_published_at_42f702d5 1000087 1
    stories_byline stories_byline_story_id_0f577c68 1166278 2
    stories_byline stories_byline_person_id_2fb31947 1166278 233
    stories_story_topics stories_story_topics_topic_id_b6db37a9 2491324 1219
    stories_story_topics stories_story_topics_story_id_08fca980 2491324 3
    stories_story_topics stories_story_topics_story_id_topic_id_9235454d_uniq 2491324 3 1
    stories_place place_newest 3711038 1237013 520 1 1
    stories_place sqlite_autoindex_stories_place_1 3711038 4 2 1
    discovery_entry sqlite_autoindex_discovery_entry_1 1000000 1
    discovery_readcount discovery_readcount_story_id_eea7d5ee 50400 23
    discovery_readcount sqlite_autoindex_discovery_readcount_1 50400 300 1
    accountability_correction accountability_correction_story_id_f26b60c7 5002 1
    accountability_correction accountability_correction_posted_at_dc161393 5002 1
"""
BIG = {line.split()[0] for line in MILLION.strip().splitlines()}


def schema(statistics: str) -> sqlite3.Connection:
    """An empty database with our tables and indexes, and `statistics` as if it had counted."""
    empty = sqlite3.connect(":memory:")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY type DESC")
        made = [
            sql
            for (sql,) in cursor.fetchall()
            if sql and not re.search(r"TABLE '?(discovery_fts_|sqlite_|wagtailsearch)", sql)
        ]
    for sql in made:
        empty.execute(sql)
    empty.execute("ANALYZE")
    rows = (line.split(maxsplit=2) for line in statistics.strip().splitlines())
    empty.executemany("INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES (?, ?, ?)", rows)
    empty.execute("ANALYZE sqlite_schema")
    return empty


def faults(empty: sqlite3.Connection, sql: str) -> list[str]:
    """The steps of a plan that cost more in a bigger archive."""
    names = {alias: table for table, alias in re.findall(r'"(\w+)" (?:AS )?"?([TUVW]\d+)"?\b', sql)}
    steps: dict[int, list[str]] = defaultdict(list)
    for _number, parent, _unused, step in empty.execute(f"EXPLAIN QUERY PLAN {sql}"):
        steps[parent].append(step)
    page = " LIMIT " in sql
    found = []
    for together in steps.values():
        sorts = any("TEMP B-TREE" in step for step in together)
        for step in together:
            word, name, *_rest = step.split()
            big = names.get(name, name) in BIG
            walks = big and ("story_live_" in step or "place_newest" in step)
            # Down an index in the order that is asked for, a walk ends with the page; without a page, with the archive.
            reads = word == "SCAN" and (sorts or not page or "USING INDEX" not in step)
            if big and (reads or (sorts and walks)):
                found.append(step)
    return found
