"""Asks a README's ten questions of the seed's tables, and works the answers out a second time from
the JSON model, without the tables.

usage: questions.py README MODEL.json FOLDER
  README      its block of questions: `-- 1. … → first answer` (or `#`) over a line of SQL (or pandas)
  MODEL.json  what `hongtou convert` wrote of the seed, FOLDER the tables beside it
Exit code: 0 right, 1 not right, 77 skipped because duckdb or pandas is not installed.
"""

import json
import os
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

try:
    import duckdb
    import pandas as pd
except ImportError:
    print("skipped: the Python packages duckdb and pandas are not both installed")
    sys.exit(77)


def questions(readme: str):
    """Number, shown answer and code of each question."""
    pattern = r"^(?:--|#) (\d+)\. .*? → (.*)\n((?:SELECT|pd\.).*)$"
    return [(int(n), shown, code) for n, shown, code in re.findall(pattern, readme, re.M)]


def ask(code: str):
    if code.startswith("SELECT"):
        return duckdb.sql(code).fetchall()
    answer = eval(code, {"pd": pd})  # A line of the README, as a reader would type it.
    return [(*(key if isinstance(key, tuple) else (key,)), value) for key, value in answer.items()]


def plain(rows):
    """Figures without the zeros that a column's type adds, days as printed."""
    return [tuple(re.sub(r"(\d)\.0\b", r"\1", str(cell)) for cell in row) for row in rows]


class Model:
    """The answers, from the model."""

    def __init__(self, model):
        self.clauses = {
            clause["id"]: (section, item, clause)
            for section in model["sections"]
            for item in section["items"]
            for clause in item["clauses"]
        }
        self.rows = [row for t in model["tables"] if t["kind"] == "task" for row in t["rows"]]
        carried = {c for row in self.rows for c in [row.get("clause"), *row.get("also", [])]}
        self.alone = [c for c in self.clauses if c not in carried]

    def tasks(self):
        """Id, section and units of each line of the ledger."""
        for row in self.rows:
            of_clause = self.clauses[row["clause"]][2]["units"] if row.get("clause") else []
            yield row["id"], row["section"]["title"], row["units"] or of_clause, row["content"]
        for id in self.alone:
            section, _, clause = self.clauses[id]
            yield id, section["title"], clause["units"], clause["text"]

    def targets(self):
        for row in self.rows:
            for target in row["targets"]:
                yield row, target

    def steps(self):
        """The figures of each row, metric and measure, by period."""
        steps = {}
        for row, target in self.targets():
            for q in target["quantities"]:
                key = (row["id"], q.get("metric"), q.get("measure"))
                steps.setdefault(key, []).append((target["period"], q["value"]))
        return steps

    def dated(self):
        for id, (_, _, clause) in self.clauses.items():
            yield from ((d.get("date"), id, d["text"]) for d in clause["deadlines"])
        for row in self.rows:
            yield from ((d.get("date"), f"{row['id']}.content", d["text"]) for d in row.get("deadlines", []))
            if row.get("deadline"):
                yield row["deadline"].get("date"), f"{row['id']}.deadline", row["deadline"]["text"]
            for target in row["targets"]:
                for d in target["deadlines"]:
                    yield d.get("date"), f"{row['id']}.{target['period']}", d["text"]

    def references(self):
        for _, _, clause in self.clauses.values():
            yield from clause["references"]
        for row in self.rows:
            yield from row.get("references", [])
            for target in row["targets"]:
                yield from target["references"]

    def answer(self, number):
        names = lambda units, role: [u["name"] for u in units if u["role"] == role]
        if number == 1:
            return Counter(n for _, _, units, _ in self.tasks() for n in names(units, "lead")).items()
        if number == 2:
            return [(i, u["role"], c) for i, _, us, c in self.tasks() for u in us if u["name"] == "市公安局"]
        if number == 3:
            return [(r["id"], "、".join(names(r["units"], "responsible")), t["text"]) for r, t in self.targets() if t["period"] == "Q2"]
        if number == 4:
            return [d for d in self.dated() if d[0] and "2021-10-01" <= d[0] <= "2021-12-31"]
        if number == 5:
            return [(r, m, v[0][1]) for (r, m, u), v in self.steps().items() if u == "%" and len(v) > 1 and len({Decimal(x) for _, x in v}) == 1]
        if number == 6:
            return [(r, m, " → ".join(x for _, x in v)) for (r, m, _), v in self.steps().items() if len({x for _, x in v}) > 1]
        if number == 7:
            return [(id, self.clauses[id][2]["text"]) for id in self.alone]
        if number == 8:
            return [(i, "、".join(names(us, "responsible"))) for i, _, us, _ in self.tasks() if not names(us, "lead") and len(names(us, "responsible")) > 1]
        if number == 9:
            return Counter(section for _, section, _, _ in self.tasks()).items()
        cited = lambda r: r.get("standard") or r.get("document_number") or r.get("title")
        return Counter(cited(r) for r in self.references()).items()


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__)
        return 2
    asked = questions(Path(sys.argv[1]).read_text(encoding="utf-8"))
    model = Model(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    os.chdir(sys.argv[3])
    wrong = [n for n in range(1, 11) if n not in {number for number, _, _ in asked}]
    for number, shown, code in asked:
        found = plain(ask(code))
        expected = plain(model.answer(number))
        first = " ".join(found[0]) if found else ""
        right = sorted(found) == sorted(expected) and first.startswith(shown.removesuffix("…"))
        print(f"{number}: {len(found)} rows, first: {first}{'' if right else '  WRONG'}")
        if not right:
            print(f"  shown: {shown}\n  model: {sorted(set(expected) - set(found))}\n  found: {sorted(set(found) - set(expected))}")
            wrong.append(number)
    print("right" if not wrong else f"not right: {wrong}")
    return 1 if wrong else 0


sys.exit(main())
