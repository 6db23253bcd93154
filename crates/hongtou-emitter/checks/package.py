"""Validates the datapackage.json of a folder, its tables and their keys, with frictionless.

usage: package.py FOLDER
Exit code: 0 valid, 1 not valid, 77 skipped because frictionless is not installed.
"""

import sys
from pathlib import Path

try:
    import frictionless
except ImportError:
    print("skipped: the Python package frictionless is not installed")
    sys.exit(77)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    descriptor = Path(sys.argv[1]) / "datapackage.json"
    report = frictionless.Package(str(descriptor)).validate()
    for task in report.tasks:
        print(f"{task.name}: {task.stats.get('rows', 0)} rows, {len(task.errors)} errors")
        for error in task.errors[:5]:
            print(f"  {error.message}")
    for error in report.errors:
        print(error.message)
    print("valid" if report.valid else "not valid")
    return 0 if report.valid else 1


sys.exit(main())
