#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores the labels of analyses against the corpus's truth: micro-F1 and expected calibration error, by kind.

    label_features CORPUS/s11/*.wav > s11.jsonl
    score_labels.py --truth CORPUS/s11 --features s11.jsonl [--truth ... --features ...] [--plot reliability.svg]

A label is right when one of the song's own words stands for it (label_rules.py). A word of the song counts as found when
any label that stands for it was said, so that "sad" need not also be called "melancholic". Words for which no label is
ever said (choir, percussion) count as missed. Calibration error: mean distance of confidence and share of right ones over
ten bins of confidence, weighted by their number; labels of one song are not independent, so small differences mean little.
"""
import argparse
import json
import os
import sys

from label_rules import GENRES, INSTRUMENTS, FAMILIES, MOODS, RULES, truth_of

KINDS = ("genre", "mood", "instrument", "tag")
JUDGED_TAGS = set(RULES["tag"])


def wanted_words(song, kind):
    """What the song's truth asks for: sets of labels, one of each is enough."""
    if kind == "genre":
        return [set(GENRES[w]) for w in song["genre"] if w in GENRES]
    if kind == "mood":
        return [set(MOODS[w]) for w in song["mood"] if MOODS.get(w)]
    return [{name} for name in truth_of(song)[kind]]


def calibration(pairs):
    bins = [[0, 0.0, 0] for _ in range(10)]
    for confidence, right in pairs:
        place = bins[min(9, int(confidence * 10))]
        place[0] += 1
        place[1] += confidence
        place[2] += right
    error = sum(abs(c - r) for n, c, r in bins if n) / max(1, len(pairs))
    return error, bins


def svg(rows):
    size, left, top = 260, 50, 46
    gap = size + 70
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{gap * len(rows) + 20}" height="{size + 120}" font-family="sans-serif" font-size="12">',
           '<rect width="100%" height="100%" fill="#ffffff"/>']
    for i, (title, error, bins, count) in enumerate(rows):
        x0 = left + i * gap
        out.append(f'<text x="{x0}" y="20" font-size="14" font-weight="bold">{title}</text>')
        out.append(f'<text x="{x0}" y="37" fill="#555555">{count} labels, calibration error {error:.3f}</text>')
        out.append(f'<rect x="{x0}" y="{top}" width="{size}" height="{size}" fill="none" stroke="#bbbbbb"/>')
        out.append(f'<line x1="{x0}" y1="{top + size}" x2="{x0 + size}" y2="{top}" stroke="#999999" stroke-dasharray="4 4"/>')
        for tick in range(0, 11, 2):
            out.append(f'<text x="{x0 + size * tick / 10:.0f}" y="{top + size + 16}" text-anchor="middle" fill="#555555">{tick / 10:.1f}</text>')
            out.append(f'<text x="{x0 - 6}" y="{top + size - size * tick / 10 + 4:.0f}" text-anchor="end" fill="#555555">{tick / 10:.1f}</text>')
        largest = max([n for n, _, _ in bins] + [1])
        for n, c, r in bins:
            if n:
                x, y = x0 + size * c / n, top + size * (1 - r / n)
                out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 + 10 * (n / largest) ** 0.5:.1f}" fill="#2f6fd0" fill-opacity="0.75"/>')
                out.append(f'<text x="{x:.1f}" y="{y - 16:.1f}" text-anchor="middle" fill="#333333">{n}</text>')
        out.append(f'<text x="{x0 + size / 2}" y="{top + size + 36}" text-anchor="middle">said with confidence</text>')
        if i == 0:
            out.append(f'<text transform="translate(14 {top + size / 2}) rotate(-90)" text-anchor="middle">share that was right</text>')
    out.append("</svg>\n")
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--truth", action="append", required=True)
    parser.add_argument("--features", action="append", required=True)
    parser.add_argument("--plot")
    args = parser.parse_args()
    said = {kind: [] for kind in KINDS}
    found = dict.fromkeys(KINDS, 0)
    words = dict.fromkeys(KINDS, 0)
    for folder, path in zip(args.truth, args.features):
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            with open(os.path.join(folder, row["song"] + ".truth.json"), encoding="utf-8") as file:
                song = json.load(file)
            truth = truth_of(song)
            for kind in KINDS:
                labels = [l for l in row["labels"] if l["kind"] == kind and (kind != "tag" or l["name"] in JUDGED_TAGS)]
                said[kind] += [(l["confidence"], l["name"] in truth[kind]) for l in labels]
                names = {l["name"] for l in labels}
                wanted = wanted_words(song, kind)
                words[kind] += len(wanted)
                found[kind] += sum(bool(names & word) for word in wanted)
    rows = []
    print("| kind | said | precision | recall | micro-F1 | calibration error |\n|---|---:|---:|---:|---:|---:|")
    for title, kinds in [(k, (k,)) for k in KINDS] + [("genre, mood, instrument", KINDS[:3])]:
        pairs = [pair for kind in kinds for pair in said[kind]]
        precision = sum(right for _, right in pairs) / max(1, len(pairs))
        recall = sum(found[k] for k in kinds) / max(1, sum(words[k] for k in kinds))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        error, bins = calibration(pairs)
        print(f"| {title} | {len(pairs)} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {error:.3f} |")
        rows.append((title, error, bins, len(pairs)))
    if args.plot:
        with open(args.plot, "w", encoding="utf-8") as file:
            file.write(svg([rows[-1], *rows[:3]]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
