import os
import time
from dataclasses import replace

from redaksi.conf import config
from redaksi.delivery import sweeper
from redaksi.delivery.store import Page, PageStore, weak_etag
from redaksi.delivery.sweeper import Sweeper
from tests.delivery.house import until_true


def test_the_store_is_kept_within_its_bound_and_the_oldest_pages_go_first(tmp_path, monkeypatch):
    store = PageStore.at(tmp_path)
    for number, age in enumerate((3 * 3600, 0)):
        body = os.urandom(5000)
        assert store.put(Page(f"/dunia/{number}/x", 200, (), 1, ("k",), time.time(), 0, 0, weak_etag(body), body))
        path = store.path_of(f"/dunia/{number}/x")
        os.utime(path, (time.time() - age, time.time() - age))
    monkeypatch.setattr(sweeper, "config", replace(config, home=tmp_path, store_bytes=8000))
    thread = Sweeper(first=0.01)
    thread.start()
    try:
        until_true(lambda: store.get("/dunia/0/x") is None, 5)
    finally:
        thread.stop()
    assert not thread.is_alive()
    assert store.get("/dunia/1/x") is not None
