"""Runs a batch in all the ways that must make no difference, and prints what it takes.

usage: batch.py HONGTOU ARCHIVE [WORK]
  HONGTOU  the binary
  ARCHIVE  a folder of notices, such as
           cargo run --release -p hongtou-generate --example archive -- --count 2000 --seed 1 ARCHIVE
  WORK     a folder for the outputs, removed again; default ARCHIVE with -work behind it
Needs Python 3 on Linux and nothing else. Exit code: 0 right, 1 not right.
"""

import filecmp
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

wrong = []


def check(right: bool, what: str) -> None:
    print(f"{'ok   ' if right else 'WRONG'} {what}")
    if not right:
        wrong.append(what)


def peak_of(pid: int) -> float:
    """The most memory that a process has had, in MiB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


class Run:
    """A run of `convert`: exit code, seconds, peak memory, standard error."""

    def __init__(self, *arguments, stop=None, stop_when=None, limit=None):
        self.start = time.monotonic()
        preexec = limit and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        # Python ignores SIGXFSZ; the child is to do so too, and be told by the write that fails.
        process = subprocess.Popen(
            [hongtou, "convert", "--lang", "en", *map(str, arguments)],
            stderr=open(work / "stderr", "wb"),
            preexec_fn=preexec,
            restore_signals=limit is None,
        )
        # The peak that the system keeps of a child counts what its parent was before it; this does not.
        self.peak = 0.0
        while process.poll() is None:
            self.peak = max(self.peak, peak_of(process.pid))
            if stop is not None and stop_when():
                process.send_signal(stop)
                stop = None
            time.sleep(0.01)
        self.code = process.returncode
        self.seconds = time.monotonic() - self.start
        self.err = (work / "stderr").read_text(encoding="utf-8")

    def __str__(self):
        return f"{self.seconds:.2f} s, peak memory {self.peak:.1f} MiB"


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    files = lambda root: sorted(p.relative_to(root) for p in root.rglob("*") if p.is_file())
    names = files(one)
    equal = filecmp.cmpfiles(one, other, map(str, names), shallow=False)
    return names == files(other) and not equal[1] and not equal[2]


def written(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.json")) if folder.exists() else 0


def main() -> int:
    some, total = work / "some", len(list(archive.iterdir()))
    some.mkdir(parents=True)
    for notice in sorted(archive.iterdir())[:200]:
        shutil.copy(notice, some)
    for layout in ("folder", "together"):
        runs = {}
        for jobs in (1, 2):
            for name, folder in ((200, some), (total, archive)):
                out = work / f"{layout}-{name}-{jobs}"
                runs[name, jobs] = Run(folder, "-o", out, "-q", "--jobs", jobs, "--out-layout", layout, "--to", "json,csv")
                print(f"      {layout}, {name} notices, --jobs {jobs}: {runs[name, jobs]}")
        check(all(run.code == 0 for run in runs.values()), f"{layout}: every run ends with 0")
        one, two = (work / f"{layout}-{total}-{jobs}" for jobs in (1, 2))
        check(same(one, two), f"{layout}: 1 and 2 jobs write the same bytes")
        for jobs in (1, 2):
            grown = runs[total, jobs].peak / runs[200, jobs].peak
            check(grown < 1.25, f"{layout}, --jobs {jobs}: {total} notices take {grown:.2f} times the memory of 200")
    whole = work / f"folder-{total}-2"
    for name, stop, code in (("kill -9", signal.SIGKILL, -9), ("Ctrl-C", signal.SIGINT, 130)):
        out = work / name.replace(" ", "")
        run = Run(archive, "-o", out, "--to", "json,csv", stop=stop, stop_when=lambda: written(out) > total // 3)
        there = written(out)
        check(run.code == code and 0 < there < total, f"{name}: exit {run.code}, some of the notices are there")
        if stop == signal.SIGINT:
            check(not list(out.rglob(".hongtou-part-*")), f"{name}: no half file is left")
        run = Run(archive, "-o", out, "--to", "json,csv", "--resume")
        print(f"      --resume: {run}; {run.err.strip().splitlines()[-1]}")
        check(run.code == 0 and same(whole, out), f"{name}, then --resume: the bytes of a run that nothing disturbed")
    small, limit = work / "limit", 48 * 1024
    run = Run(some, "-o", small, "--to", "json", limit=limit)
    sizes = [p.stat().st_size for p in small.rglob("*.json")]
    check(run.code == 3 and sizes and max(sizes) <= limit, f"files of at most {limit} bytes: exit 3, {len(sizes)} of 200 written whole")
    check(not list(small.rglob(".hongtou-part-*")), "files of at most …: no half file is left")
    print(f"      {run.err.strip().splitlines()[0]}")
    print("right" if not wrong else f"not right: {wrong}")
    return 1 if wrong else 0


if len(sys.argv) not in (3, 4):
    print(__doc__)
    sys.exit(2)
hongtou, archive = sys.argv[1], Path(sys.argv[2])
work = Path(sys.argv[3] if len(sys.argv) == 4 else f"{archive}-work")
try:
    sys.exit(main())
finally:
    shutil.rmtree(work, ignore_errors=True)
