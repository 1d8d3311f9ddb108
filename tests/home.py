"""Loaded as a pytest plugin before Django reads its settings: the tests never touch a real newsroom."""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="redaksi-test-")
os.environ["REDAKSI_HOME"] = HOME
for name in ("DATABASE_URL", "REDAKSI_LANGUAGE", "REDAKSI_DEBUG", "REDAKSI_BASE_URL"):
    os.environ.pop(name, None)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
