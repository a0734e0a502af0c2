#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits the weights by which the beat tracker chooses the level and phase of a pulse. Python's own library only; no chance in it.

    level_features CORPUS/s2/*.wav > s2.jsonl        (one file a folder of songs)
    fit_levels.py --truth CORPUS/s2 --features s2.jsonl --truth CORPUS/s3_other_font --features s3_other_font.jsonl ... [--left-out]

Prints kWeights of core/audio/metrical_level.cpp. Conditional logit: the chance of a pulse is exp(weights x evidence) over
the sum of all pulses of its song; pulses whose beats are as good as the song's best share the credit. Weights are the most
probable ones given the songs and a normal distribution round those found before. A piece counts once, in however many
seeds, sound fonts and codings it is there; --share scales one folder. So that no sound font outweighs the others, a folder's
share is greater the fewer seeds of its font there are: 4 for the four of the
usual font (with less, bowed strings lose their beat), 4 for the only seed of MuseScore General, 4/3 for the three of OPL3, 1 for the
four of TimGM6mb and for other instruments; songs made at random, bare drums and clicks 0.1.
With --left-out every piece is left out in turn and the F-measure on unseen pieces is printed.
"""
import argparse
import json
import math
import os
import sys

BEFORE = [1.46, -0.98, -0.93, -1.01, 0.00, 0.00, 2.07, 3.63, 1.54, 2.11, -1.01, 1.60, 4.03, 4.27, 2.16, 4.64, -79.85, 1.00, 1.40, 1.50, 1.72, 1.47, 1.07]
SPREAD = 5.0    # of the weights round those before, in standard deviations of their evidence
NEAR = 0.05     # of F: how much worse pulses share the credit of the best
WORSE = 0.15    # from here on they have none
LIKELIEST = 40  # pulses of a song that are looked at, and all that are good
ROUNDS = 12
TRIM = 5.0      # seconds


def f_measure(truth, beats):
    truth = [t for t in truth if t >= TRIM]
    beats = [t for t in beats if t >= TRIM]
    hits = i = k = 0
    while i < len(truth) and k < len(beats):
        if abs(beats[k] - truth[i]) <= 0.07:
            hits, i, k = hits + 1, i + 1, k + 1
        elif beats[k] < truth[i]:
            k += 1
        else:
            i += 1
    return 2 * hits / max(1, len(truth) + len(beats))


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def load(folders, files, shares):
    songs = []
    for folder, path, share in zip(folders, files, shares):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                with open(os.path.join(folder, row["song"] + ".truth.json"), encoding="utf-8") as file:
                    beats = json.load(file)["beats"]
                pulses = [(f_measure(beats, c["beats"]), c["evidence"]) for c in row["candidates"]]
                if not pulses:
                    continue
                best = max(f for f, _ in pulses)
                pulses.sort(key=lambda pulse: -dot(BEFORE, pulse[1]))
                pulses = [p for at, p in enumerate(pulses) if at < LIKELIEST or p[0] > best - WORSE]
                credit = [math.exp((f - best) / NEAR) if f > best - WORSE else 0.0 for f, _ in pulses]
                songs.append({"song": row["song"], "share": share, "f": [f for f, _ in pulses], "x": [x for _, x in pulses], "credit": credit})
    for song in songs:
        song["count"] = song["share"] / sum(other["song"] == song["song"] for other in songs)
    return songs


def deviations(songs):
    squares, count = [0.0] * len(BEFORE), 0
    for song in songs:
        means = [sum(column) / len(song["x"]) for column in zip(*song["x"])]
        for row in song["x"]:
            squares = [s + (v - m) ** 2 for s, v, m in zip(squares, row, means)]
            count += 1
    return [math.sqrt(s / max(1, count)) or 1.0 for s in squares]


def shares(scores, factors=None):
    top = max(scores)
    values = [math.exp(s - top) * (1 if factors is None else factors[i]) for i, s in enumerate(scores)]
    total = sum(values) or 1.0
    return [v / total for v in values]


def solved(matrix, right):
    size = len(right)
    rows = [matrix[i][:] + [right[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows[i][size] - dot(rows[i][i + 1:size], out[i + 1:])) / rows[i][i]
    return out


def fit(songs, spread, start=None):
    """Newton steps; who deserves the credit is asked anew in each (the expectation of EM)."""
    size = len(BEFORE)
    weights = list(start or BEFORE)
    for _ in range(ROUNDS):
        gradient = [(w - b) / (SPREAD / s) ** 2 for w, b, s in zip(weights, BEFORE, spread)]
        curvature = [[1 / (SPREAD / spread[i]) ** 2 if i == k else 0.0 for k in range(size)] for i in range(size)]
        for song in songs:
            scores = [dot(weights, x) for x in song["x"]]
            said, due = shares(scores), shares(scores, song["credit"])
            mean = [0.0] * size
            for p, q, x in zip(said, due, song["x"]):
                if p > 1e-6 or q > 1e-6:
                    mean = [m + p * v for m, v in zip(mean, x)]
                    gradient = [g + song["count"] * (p - q) * v for g, v in zip(gradient, x)]
            for p, x in zip(said, song["x"]):
                if p > 1e-4:
                    away = [v - m for v, m in zip(x, mean)]
                    for i in range(size):
                        factor = song["count"] * p * away[i]
                        curvature[i] = [c + factor * a for c, a in zip(curvature[i], away)]
        step = solved(curvature, gradient)
        weights = [w - 0.7 * s for w, s in zip(weights, step)]
    return weights


def chosen(songs, weights):
    return [song["f"][max(range(len(song["x"])), key=lambda i: dot(weights, song["x"][i]))] for song in songs]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--truth", action="append", required=True)
    parser.add_argument("--features", action="append", required=True)
    parser.add_argument("--share", action="append", type=float, default=[], help="one for each folder, in their order; 1 when not given")
    parser.add_argument("--left-out", action="store_true")
    args = parser.parse_args()
    songs = load(args.truth, args.features, args.share + [1.0] * (len(args.truth) - len(args.share)))
    spread = deviations(songs)
    weights = fit(songs, spread)
    print("{" + ", ".join(f"{w:.2f}" for w in weights) + "}")
    values = chosen(songs, weights)
    print(f"{len(songs)} songs: F {sum(values) / len(values):.3f}; before {sum(chosen(songs, BEFORE)) / len(values):.3f}; "
          f"of the best pulses {sum(max(song['f']) for song in songs) / len(values):.3f}")
    if args.left_out:
        unseen = []
        for piece in sorted({song["song"] for song in songs}):
            rest = [song for song in songs if song["song"] != piece]
            unseen += chosen([song for song in songs if song["song"] == piece], fit(rest, spread, weights))
        print(f"on unseen pieces: F {sum(unseen) / len(unseen):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
