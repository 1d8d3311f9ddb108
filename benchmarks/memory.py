"""What `redaksi serve` weighs: the sum of PSS of all its processes after 200 mixed requests and one publish.

PSS counts a page of memory that n processes share as 1/n in each, so the sum is what the machine really gives.
The newsroom is the demo's, built in a folder of its own; the budget is in budgets.toml.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import httpx

HERE = Path(__file__).resolve().parent
PORT = 18192
REQUESTS = 200
ENTRANCES = ["/", "/cari?q=banjir", "/desk/login/", "/rss.xml", "/sitemap.xml", "/koreksi/", "/tidak-ada", "/healthz"]
PUBLISH = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.settings")
import django
django.setup()
from redaksi.stories.models import Story
story = Story.objects.public().first()
story.headline = "Kepala berita yang baru saja diubah"
story.save_revision().publish()
print(story.get_absolute_url())
"""


def main() -> int:
    """Measure and print; 1 where the budget is exceeded or the publish was not visible to the next request."""
    if sys.platform != "linux":
        print("memory: PSS is known on Linux only", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="redaksi-memory-") as home:
        environment = {**os.environ, "REDAKSI_HOME": home, "REDAKSI_PORT": str(PORT)}
        subprocess.run(
            [sys.executable, "-m", "redaksi", "demo-build"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        server = subprocess.Popen([sys.executable, "-m", "redaksi.serve"], env=environment)
        try:
            visible = _use(environment)
            weights = processes(server.pid)
        finally:
            server.terminate()
            server.wait()
    return _report(weights, visible)


def processes(root: int) -> list[tuple[str, int]]:
    """Name and PSS in bytes of the process `root` and of all below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family, frontier = [root], {root}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier}
        family += sorted(frontier)
    return [((Path(f"/proc/{pid}/comm").read_text().strip()), _pss(pid)) for pid in family]


def _pss(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _use(environment: dict[str, str]) -> bool:
    with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", timeout=60, trust_env=False) as client:
        _wait(client)
        todo, seen = list(ENTRANCES), set()
        for _ in range(REQUESTS):
            address = todo.pop(0) if todo else "/"
            seen.add(address)
            answer = client.get(address)
            if "html" in answer.headers.get("content-type", ""):
                todo += [link for link in re.findall(r'(?:href|src)="(/[^"#]*)"', answer.text) if link not in seen]
        said = subprocess.run(
            [sys.executable, "-c", PUBLISH], env=environment, capture_output=True, text=True, check=True
        )
        visible = "yang baru saja diubah" in client.get(said.stdout.split()[-1], follow_redirects=True).text
    # What the publish queued is pressed by the worker meanwhile.
    time.sleep(5)
    return visible


def _wait(client: httpx.Client) -> None:
    for _ in range(300):
        try:
            if client.get("/").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError("redaksi serve does not answer")


def _report(weights: list[tuple[str, int]], visible: bool) -> int:
    total = sum(weight for _, weight in weights)
    limit = tomllib.loads((HERE / "budgets.toml").read_text())["memory"]["all_processes_at_most"]
    for name, weight in weights:
        print(f"{name:<16} {weight / 2**20:>7.1f} MiB")
    print(f"{'together':<16} {total / 2**20:>7.1f} MiB of {limit / 2**20:.0f}")
    print(f"publish visible to the next request: {'yes' if visible else 'NO'}")
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    result = {"measured": "memory", "processes": weights, "bytes": total, "publish_visible": visible}
    (folder / f"memory-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}.json").write_text(json.dumps(result) + "\n")
    return int(total > limit or not visible)


if __name__ == "__main__":
    raise SystemExit(main())
