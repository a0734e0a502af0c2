#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits the label classifier and writes resources/labels/labels.json. Python's own library only; no chance in it.

    label_features CORPUS/s2/*.wav > s2.jsonl        (one file a seed)
    fit_labels.py --truth CORPUS/s2 --features s2.jsonl --truth CORPUS/s3 --features s3.jsonl ... --out resources/labels/labels.json

A label's log-odds are intercept + sum of weight x membership. Weights are the most probable ones given the songs and a
normal distribution round those of label_rules.py. Then every piece is left out in turn (all its seeds), and one slope and
offset a kind are fitted to what was said of the pieces that were not seen: confidences are those for unseen pieces. A
label that does not tell unseen pieces apart better than its frequency does is left out.
"""
import argparse
import json
import math
import os
import sys

from label_rules import CAPS, RULES, truth_of

SPREAD = 0.7        # of the weights round those of the rules
INTERCEPT_SPREAD = 2.0
NEED = 0.7          # share of a rule's weights that must speak for it to be as likely as not, before fitting
SWEEPS = 25


def membership(value, shape):
    if value is None:
        return 0.0
    a, b, c, d = shape
    up = 1.0 if b is None or value >= b else 0.0 if value <= a else (value - a) / (b - a)
    down = 1.0 if c is None or value <= c else 0.0 if value >= d else (d - value) / (d - c)
    return min(up, down)


def logistic(x):
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, x))))


def load(truths, features):
    songs = []
    for folder, path in zip(truths, features):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                with open(os.path.join(folder, row["song"] + ".truth.json"), encoding="utf-8") as file:
                    songs.append({"song": row["song"], "features": row["features"], "truth": truth_of(json.load(file)), "labels": row["labels"]})
    return songs


def fit(rows, wanted, weights, counts):
    """Most probable intercept and weights (not below 0), coordinate by coordinate with Newton steps."""
    fitted = list(weights)
    start = -NEED * sum(weights)
    intercept = start
    scores = [intercept + sum(w * m for w, m in zip(fitted, row)) for row in rows]
    for _ in range(SWEEPS):
        for k in range(-1, len(fitted)):
            spread = INTERCEPT_SPREAD if k < 0 else SPREAD
            now = intercept if k < 0 else fitted[k]
            slope = (now - (start if k < 0 else weights[k])) / spread ** 2
            bend = 1 / spread ** 2
            for row, want, score, count in zip(rows, wanted, scores, counts):
                m = 1.0 if k < 0 else row[k]
                if m == 0.0:
                    continue
                p = logistic(score)
                slope += count * (p - want) * m
                bend += count * p * (1 - p) * m * m
            step = -max(-1.0, min(1.0, slope / bend))
            if k >= 0:
                step = max(step, -now)
                fitted[k] = now + step
            else:
                intercept = now + step
            scores = [s + step * (1.0 if k < 0 else row[k]) for s, row in zip(scores, rows)]
    return intercept, fitted


def platt(pairs):
    """Slope and offset that make logits of (logit, is right, weight) into probabilities."""
    slope, offset = 1.0, 0.0
    for _ in range(60):
        g0 = g1 = h00 = h01 = h11 = 1e-9
        for logit, right, count in pairs:
            p = logistic(slope * logit + offset)
            g0 += count * (p - right) * logit
            g1 += count * (p - right)
            v = count * p * (1 - p)
            h00 += v * logit * logit
            h01 += v * logit
            h11 += v
        det = h00 * h11 - h01 * h01
        if abs(det) < 1e-12:
            break
        slope -= (h11 * g0 - h01 * g1) / det
        offset -= (h00 * g1 - h01 * g0) / det
    return max(0.1, slope), offset


def log_loss(pairs):
    return -sum(c * math.log(max(1e-9, p if right else 1 - p)) for p, right, c in pairs) / sum(c for _, _, c in pairs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--truth", action="append", required=True)
    parser.add_argument("--features", action="append", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    songs = load(args.truth, args.features)
    pieces = sorted({song["song"] for song in songs})
    counts = [1 / sum(other["song"] == song["song"] for other in songs) for song in songs]  # a piece counts once, whatever its seeds
    out = []
    for kind, rules in RULES.items():
        held = []       # (label, held-out logit, right, count)
        models = {}
        for name, terms in rules.items():
            weights = [w for _, _, w in terms]
            rows = [[membership(s["features"].get(f), shape) for f, shape, _ in terms] for s in songs]
            wanted = [1 if name in s["truth"][kind] else 0 for s in songs]
            models[name] = (terms, fit(rows, wanted, weights, counts))
            for piece in pieces:
                train = [i for i, s in enumerate(songs) if s["song"] != piece]
                intercept, fitted = fit([rows[i] for i in train], [wanted[i] for i in train], weights, [counts[i] for i in train])
                for i, s in enumerate(songs):
                    if s["song"] == piece:
                        held.append((name, intercept + sum(w * m for w, m in zip(fitted, rows[i])), wanted[i], counts[i]))
        slope, offset = platt([(logit, right, count) for _, logit, right, count in held])
        for name, (terms, (intercept, fitted)) in models.items():
            own = [(logistic(slope * logit + offset), right, count) for label, logit, right, count in held if label == name]
            whole = sum(c for _, _, c in own)
            rate = sum(c for _, right, c in own if right) / whole
            base = log_loss([(rate, right, c) for _, right, c in own])
            loss = log_loss(own)
            said = sum(c for p, _, c in own if p >= 0.35)
            hits = sum(c for p, right, c in own if p >= 0.35 and right)
            keeps = loss < base
            print(f"{kind:10} {name:16} rate {rate:.2f}  unseen: loss {loss:.3f} against {base:.3f}, said {said:4.1f}, right {hits:4.1f} of {rate * whole:4.1f}"
                  + ("" if keeps else "  LEFT OUT"))
            if not keeps:
                continue
            out.append({
                "kind": kind, "name": name, "cap": CAPS[kind], "intercept": round(slope * intercept + offset, 3),
                "terms": [{"feature": f, "range": list(shape), "weight": round(slope * w, 3)} for (f, shape, _), w in zip(terms, fitted) if w > 0.01],
            })
        print(f"{kind}: slope {slope:.2f}, offset {offset:.2f}")
    text = {
        "about": "Labels of the built-in classifier. log-odds = intercept + sum of weight x membership; a membership rises from 0 to 1 between the "
                 "first two numbers of its range and falls between the last two, null = open. Made by tests/corpus/fit_labels.py from label_rules.py.",
        "version": 1, "say_from": 0.35, "labels": out}
    with open(args.out, "w", encoding="utf-8") as file:
        head = {k: v for k, v in text.items() if k != "labels"}
        file.write(json.dumps(head, indent=1)[:-2] + ",\n \"labels\": [\n")
        file.write(",\n".join("  " + json.dumps(label) for label in out) + "\n ]\n}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
