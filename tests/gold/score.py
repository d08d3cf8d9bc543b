"""The judge of a release: rows against gold annotations, one metric a table (SCORING in the project's documentation).

A predicted quote, figure or article is a hit when its segments overlap a gold row's at IoU of at least 0.5 (quotes: and
the speaker's name is right; figures: and value and unit are right); a sector when the text names the same sector, once
a document; a project when the name is equal or a mention overlaps. Rows marked `optional` in gold count on neither
side; where `contested` gives a second value, both are right.
"""

import json
import re
import unicodedata
from pathlib import Path

import polars as pl


def norm(text):
    """Fold width and case, drop white space and punctuation: for comparing names and labels."""
    text = unicodedata.normalize("NFKC", text or "").lower()
    return re.sub(r"[\W_]+", "", text)


def chars(segments):
    out = set()
    for seg in segments or []:
        start, end = (seg["start"], seg["end"]) if isinstance(seg, dict) else seg
        out.update(range(start, end))
    return out


def iou(a, b):
    return len(a & b) / len(a | b) if a and b else 0.0


def pair(gold, pred, score, least):
    """Greedy one-to-one matching, best score first."""
    cand = [(score(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)]
    cand = sorted((c for c in cand if c[0] >= least), key=lambda c: (-c[0], c[1], c[2]))
    used_g, used_p, out = set(), set(), []
    for s, i, j in cand:
        if i not in used_g and j not in used_p:
            used_g.add(i), used_p.add(j)
            out.append((i, j, s))
    return out


def prf(hit, n_gold, n_pred):
    p = hit / n_pred if n_pred else float(n_gold == 0)
    r = hit / n_gold if n_gold else 1.0
    return {
        "precision": p,
        "recall": r,
        "f1": 2 * p * r / (p + r) if p + r else 0.0,
        "hit": hit,
        "gold": n_gold,
        "pred": n_pred,
    }


def same_name(kind, g, p):
    g, p = norm(g), norm(p)
    if kind == "person" or not g or not p:
        return g == p
    return g == p or (min(len(g), len(p)) >= 3 and (g in p or p in g))


def covers(g, p):
    """A label in the text's words: equal, or one holds the other and is at least half as long."""
    g, p = norm(g), norm(p)
    if not g or not p:
        return g == p
    return g == p or ((g in p or p in g) and min(len(g), len(p)) / max(len(g), len(p)) >= 0.5)


def close(a, b):
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


class Tally(dict):
    def add(self, key, ok):
        n, d = self.get(key, (0, 0))
        self[key] = (n + bool(ok), d + 1)

    def report(self):
        return {k: (n / d, d) for k, (n, d) in sorted(self.items())}


def either(row, key):
    """The gold value, and the other annotator's where the two differ."""
    return [row.get(key)] + ([row["contested"][key]] if key in row.get("contested", {}) else [])


def table(release, name):
    path = release / f"{name}.parquet"
    return pl.read_parquet(path).to_dicts() if path.exists() else []


def score(release, gold_folder):
    """Score a release.

    Args:
        release: folder with the release's Parquet files.
        gold_folder: folder with gold annotations, one JSON file a document.

    Returns:
        `scores`: precision, recall, F1 and counts a metric; `fields`: share right and number of rows a field of each
        table; `errors`: (document, metric, missed or false, label) a row.
    """
    docs = {Path(d["file_name"]).stem: d["document_id"] for d in table(release, "documents")}
    tables = {t: table(release, t) for t in ("articles", "quotes", "figures", "sectors", "projects")}
    by_doc = {t: {} for t in tables}
    for t, rows in tables.items():
        for row in rows:
            by_doc[t].setdefault(row["document_id"], []).append(row)

    counts = {}
    fields = {t: Tally() for t in tables}
    errors = []

    def count(metric, pairs, gold, pred, spare=()):
        """`spare` are the pairs found before a stricter test: an optional gold row and its partner count on no side."""
        free = {j for i, j, _ in list(spare) + list(pairs) if gold[i].get("optional")}
        need = sum(1 for g in gold if not g.get("optional"))
        hit = sum(1 for i, j, _ in pairs if not gold[i].get("optional"))
        h, g, p = counts.get(metric, (0, 0, 0))
        counts[metric] = (h + hit, g + need, p + len(pred) - len(free))

    def miss(doc, metric, gold, pred, pairs, label):
        ok_g, ok_p = {i for i, *_ in pairs}, {j for _, j, *_ in pairs}
        errors.extend(
            (doc, metric, "missed", label(g)) for i, g in enumerate(gold) if i not in ok_g and not g.get("optional")
        )
        errors.extend((doc, metric, "false", label(p)) for j, p in enumerate(pred) if j not in ok_p)

    for path in sorted(gold_folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        doc = path.stem
        pred = {t: by_doc[t].get(docs.get(doc), []) for t in tables}

        def seg_score(g, p):
            return iou(chars(g["segments"]), chars(p["segments"]))

        def body(rows):
            return [r for r in rows if r.get("genre") not in ("caption", "note")]

        ga, pa = body(gold["articles"]), body(pred["articles"])
        pairs = pair(ga, pa, seg_score, 0.5)
        count("articles", pairs, ga, pa)
        miss(doc, "articles", ga, pa, pairs, lambda r: r.get("title"))
        for i, j, s in pairs:
            fields["articles"].add("title", any(covers(t, pa[j].get("title")) for t in either(ga[i], "title")))
            fields["articles"].add("genre", ga[i]["genre"] == pa[j].get("genre"))
            fields["articles"].add("span_iou>=0.9", s >= 0.9)

        gq, pq = gold["quotes"], pred["quotes"]
        pairs = pair(gq, pq, seg_score, 0.5)
        count("quotes_span", pairs, gq, pq)
        right = [
            (i, j, s)
            for i, j, s in pairs
            if any(
                same_name(gq[i]["speaker_kind"], name, pq[j].get("speaker_name"))
                for name in either(gq[i], "speaker_name")
            )
        ]
        count("quotes", right, gq, pq, pairs)
        miss(doc, "quotes", gq, pq, right, lambda r: f"{r.get('speaker_name')}|{r.get('mode')}|{r['segments']}")
        for i, j, s in right:
            for key in ("mode", "speaker_kind", "cue"):
                fields["quotes"].add(key, pq[j].get(key) in either(gq[i], key))
            for key in ("speaker_role", "speaker_organisation", "occasion"):
                if gq[i].get(key) or pq[j].get(key):
                    fields["quotes"].add(key, any(covers(v, pq[j].get(key)) for v in either(gq[i], key)))
            fields["quotes"].add("nested", bool(gq[i].get("parent")) == bool(pq[j].get("parent_quote_id")))
            fields["quotes"].add("span_iou>=0.9", s >= 0.9)

        gf, pf = gold["figures"], pred["figures"]
        pairs = pair(gf, pf, seg_score, 0.5)
        count("figures_span", pairs, gf, pf)
        right = [
            (i, j, s)
            for i, j, s in pairs
            if any(close(v, pf[j].get("value")) for v in either(gf[i], "value"))
            and pf[j].get("unit") in either(gf[i], "unit")
        ]
        count("figures", right, gf, pf, pairs)
        miss(doc, "figures", gf, pf, right, lambda r: f"{r.get('value')} {r.get('unit')}|{r['segments']}")
        for i, j, _ in right:
            for key in ("dimension", "qualifier", "status", "change", "period"):
                fields["figures"].add(key, pf[j].get(key) in either(gf[i], key))
            fields["figures"].add("value_max", close(gf[i].get("value_max"), pf[j].get("value_max")))
            for key in ("indicator", "subject"):
                if gf[i].get(key):
                    fields["figures"].add(key, any(covers(v, pf[j].get(key)) for v in either(gf[i], key)))

        def first(rows):
            return list({norm(r["sector_text"]): r for r in reversed(rows)}.values())

        gs, ps = first(gold["sectors"]), first(pred["sectors"])
        pairs = pair(
            gs,
            ps,
            lambda g, p: (
                1.0
                if norm(g["sector_text"]) == norm(p["sector_text"])
                else 0.7 * covers(g["sector_text"], p["sector_text"])
            ),
            0.7,
        )
        count("sectors", pairs, gs, ps)
        miss(doc, "sectors", gs, ps, pairs, lambda r: r["sector_text"])
        for i, j, _ in pairs:
            if gs[i].get("sector_code"):
                fields["sectors"].add("sector_code", gs[i]["sector_code"] == ps[j].get("sector_code"))
            if gs[i].get("tier_stated"):
                fields["sectors"].add("tier", ps[j].get("tier") in either(gs[i], "tier_stated"))

        gp, pp = gold["projects"], pred["projects"]

        def same_project(g, p):
            a, b = norm(g["project_name"]), norm(p.get("project_name"))
            if a == b:
                return 1.0
            best = max((iou(chars([x]), chars([y])) for x in g["mentions"] for y in p["mentions"]), default=0.0)
            return min(best, 0.99)

        pairs = pair(gp, pp, same_project, 0.5)
        count("projects", pairs, gp, pp)
        miss(doc, "projects", gp, pp, pairs, lambda r: r.get("project_name"))
        for i, j, _ in pairs:
            fields["projects"].add(
                "project_name", any(norm(v) == norm(pp[j].get("project_name")) for v in either(gp[i], "project_name"))
            )
            for key in ("project_type", "status"):
                fields["projects"].add(key, pp[j].get(key) in either(gp[i], key))
            for key in ("place", "operator"):
                if gp[i].get(key):
                    fields["projects"].add(key, any(covers(v, pp[j].get(key)) for v in either(gp[i], key)))
            if gp[i].get("investment_cny"):
                fields["projects"].add("investment_cny", close(gp[i]["investment_cny"], pp[j].get("investment_cny")))

    return {
        "scores": {m: prf(*c) for m, c in counts.items()},
        "fields": {t: f.report() for t, f in fields.items() if f},
        "errors": errors,
    }
