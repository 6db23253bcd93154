"""What one would write instead: a notice with its table read with pandas, re and difflib.

Usage: notice.py NOTICE FOLDER

Does about the same job as `hongtou convert` on a notice laid out as the seed is: sections, items
and clauses, who answers for each, figures and deadlines, the table's rows, which clause each row
carries out, as JSON and CSV. It knows that one layout, keeps no offsets, mends nothing and accounts
for nothing. Whole lines of the table only: what a page cut stays cut.
"""

import difflib
import json
import pathlib
import re
import sys

import pandas as pd

SECTION = re.compile(r"^([一二三四五六七八九十]+)、(.+)$")
ITEM = re.compile(r"^([0-9]+)[.．](.+)$")
DUTY = re.compile(r"（([^（）]*(?:（[^（）]*）[^（）]*)*?(?:负责|牵头|配合|落实))）")
FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(万|亿)?\s*(%|批次|家|个|次|人|公里|座|项|件|户|亩|吨)")
DUE = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月(?:([0-9]{1,2})日|底)?前")
HEADER = ["section_number", "section", "action", "number", "content", "Q1", "Q2", "Q3", "Q4", "lead", "responsible"]


def units(words):
    """The units of a responsibility, without the verbs."""
    words = re.sub(r"(按职责)?(分工)?(负责|牵头|配合|落实|参与)", "", words)
    return [unit for unit in re.split(r"[、，,；]|和|及", words) if unit]


def values(text):
    return {
        "quantities": [
            {"value": value, "measure": (scale or "") + measure}
            for value, scale, measure in FIGURE.findall(text)
        ],
        "deadlines": [match.group() for match in DUE.finditer(text)],
    }


def body(lines):
    sections = []
    for line in lines:
        if found := SECTION.match(line):
            sections.append({"ordinal": found[1], "title": found[2].strip(), "items": []})
        elif sections and (found := ITEM.match(line)):
            sections[-1]["items"].append({"number": int(found[1]), "text": found[2].strip()})
        elif sections and sections[-1]["items"] and line.strip():
            sections[-1]["items"][-1]["text"] += line.strip()
    for section in sections:
        for item in section["items"]:
            item["clauses"] = clauses = []
            parts = DUTY.split(item.pop("text"))
            for text, duty in zip(parts[::2], parts[1::2] + [""]):
                text = text.strip("。 ")
                if text:
                    clauses.append({"text": text, "units": units(duty), **values(text)})
    return sections


def aligned(row):
    """The cells under their columns, by where the row's number stands."""
    at = next((at for at, cell in enumerate(row[:4]) if cell.strip().isdigit()), None)
    row = row[:3] + [""] + row[3:] if at is None else [""] * (3 - at) + row
    return (row + [""] * len(HEADER))[: len(HEADER)]


def table(lines):
    rows = [line.rstrip("\n").split("\t") for line in lines if line.count("\t") >= 3]
    rows = [aligned(row) for row in rows if "序号" not in row[0]]
    frame = pd.DataFrame(rows, columns=HEADER)
    frame = frame.map(str.strip).replace("", pd.NA)
    frame[["section_number", "section", "action"]] = frame[["section_number", "section", "action"]].ffill()
    return frame.dropna(subset=["content"]).fillna("")


def link(rows, clauses):
    """The most similar clause of each row, by comparing all with all."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    linked = []
    for content in rows:
        matcher.set_seq2(content)
        best, ratio = None, 0.46
        for at, clause in enumerate(clauses):
            matcher.set_seq1(clause)
            if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio:
                if (own := matcher.ratio()) > ratio:
                    best, ratio = at, own
        linked.append(best)
    return linked


def main():
    notice, folder = map(pathlib.Path, sys.argv[1:3])
    text = notice.read_text(encoding="utf-8-sig").translate(str.maketrans("()", "（）"))
    lines = text.splitlines()
    sections = body([line.strip("#* ") for line in lines if "\t" not in line])
    clauses = [c for s in sections for i in s["items"] for c in i["clauses"]]
    rows = table(lines)
    rows["clause"] = link(rows["content"], [clause["text"] for clause in clauses])
    rows["units"] = [units(lead + "、" + other) for lead, other in zip(rows["lead"], rows["responsible"])]
    found = [values(text) for text in rows["content"]]
    rows["quantities"] = [value["quantities"] for value in found]
    folder.mkdir(parents=True, exist_ok=True)
    model = {"sections": sections, "rows": rows.to_dict(orient="records")}
    (folder / "notice.json").write_text(json.dumps(model, ensure_ascii=False), encoding="utf-8")
    rows.to_csv(folder / "rows.csv", index=False)
    pd.json_normalize(clauses).to_csv(folder / "clauses.csv", index=False)


if __name__ == "__main__":
    main()
