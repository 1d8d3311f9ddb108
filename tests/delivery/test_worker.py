import os
import signal
import subprocess
import sys
import time


def test_the_worker_ends_cleanly_when_it_is_told_to(new_home):
    environ = {**os.environ, "REDAKSI_HOME": str(new_home), "DJANGO_SETTINGS_MODULE": "redaksi.settings"}
    code = (
        "import django; django.setup(); from redaksi.delivery import worker; print('siap', flush=True); worker.run(0.1)"
    )
    with subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"siap\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
