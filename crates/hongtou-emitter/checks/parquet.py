"""Reads the Parquet tables of a folder with DuckDB, holds them against the CSV beside them, and
follows every foreign key of datapackage.json.

usage: parquet.py FOLDER
Exit code: 0 right, 1 not right, 77 skipped because duckdb is not installed.
"""

import json
import sys
from pathlib import Path

try:
    import duckdb
except ImportError:
    print("skipped: the Python package duckdb is not installed")
    sys.exit(77)

TYPES = {"string": "VARCHAR", "number": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    wrong = 0
    for resource in package["resources"]:
        name = resource["name"]
        parquet = f"read_parquet('{folder / name}.parquet')"
        columns = duckdb.sql(f"DESCRIBE SELECT * FROM {parquet}").fetchall()
        expected = [(f["name"], TYPES[f["type"]]) for f in resource["schema"]["fields"]]
        if [(c[0], c[1]) for c in columns] != expected:
            print(f"{name}: columns {columns} where the package has {expected}")
            wrong += 1
        # As words, both must hold the same.
        words = {column: "VARCHAR" for column, _ in expected}
        csv = f"read_csv('{folder / name}.csv', header=true, delim=',', quote='\"', escape='\"', columns={words}, nullstr='', strict_mode=true)"
        as_words = ", ".join(f'CAST("{column}" AS VARCHAR) AS "{column}"' for column, _ in expected)
        there, rows = (
            duckdb.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in (parquet, csv)
        )
        differ = duckdb.sql(
            f"SELECT count(*) FROM ((SELECT {as_words} FROM {parquet}) EXCEPT (SELECT * FROM {csv}))"
        ).fetchall()[0][0]
        print(f"{name}: {rows} rows, {differ} differ")
        wrong += differ + (there != rows)
        for key in resource["schema"].get("foreignKeys", []):
            on = " AND ".join(f'child."{c}" = parent."{c}"' for c in key["fields"])
            there = " AND ".join(f'child."{c}" IS NOT NULL' for c in key["fields"])
            parent = f"read_parquet('{folder / key['reference']['resource']}.parquet')"
            lost = duckdb.sql(
                f"SELECT count(*) FROM {parquet} child WHERE {there} AND NOT EXISTS (SELECT 1 FROM {parent} parent WHERE {on})"
            ).fetchall()[0][0]
            if lost:
                print(f"{name}: {lost} rows lead nowhere by {key['fields']}")
                wrong += lost
    print("right" if not wrong else "not right")
    return 1 if wrong else 0


sys.exit(main())
