"""`align review` as a person starts it in a terminal; a test can kill it and start it again."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path


class Served:
    """A review of a folder, as long as it runs; `address` is what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        options = ("review", str(self.folder), "--no-open")
        command = (sys.executable, "-c", "from align.cli import main; main()", *options)
        self._running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self._running.stdout
        said = []
        for line in self._running.stdout:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                self.address = found[0]
                return
        raise AssertionError("the review did not start: " + "".join(said))

    def stop(self) -> int:
        """Ends it with Ctrl-C; its exit status."""
        self._running.send_signal(signal.SIGINT)
        return self._running.wait(timeout=60)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self._running.kill()
        self._running.wait(timeout=60)
