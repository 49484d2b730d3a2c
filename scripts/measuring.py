"""A command in, out what it took: seconds by the clock, CPU seconds, and the most memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ALIGN = (sys.executable, "-P", "-c", "from align.cli import main\nif __name__ == '__main__': main()")


@dataclass(frozen=True)
class Spent:
    """What one command took: seconds by the clock, CPU seconds of all its processes, and the most megabytes that itself held."""

    seconds: float
    cpu: float
    megabytes: float


def measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Spent:
    """What a command took; `SystemExit` where it fails."""
    # By way of a small process: a process begins with the peak of the one that started it, and ours has grown.
    small = [sys.executable, "-S", "-c", _MEASURING, *command]
    said = subprocess.run(small, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    if said.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    seconds, cpu, peak = map(float, said.stdout.split())
    return Spent(seconds, cpu, peak / 1024)


# The peak is that of the command's own process, as Linux tells it: what the system counts for us is that of any child.
_MEASURING = """
import os, subprocess, sys, time
start, peak = time.perf_counter(), 0
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
    try:
        with open(f"/proc/{process.pid}/status") as status:
            peak = next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), peak)
    except OSError:
        pass
    time.sleep(0.02)
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, peak or usage.ru_maxrss)
sys.exit(bool(status))
"""
