#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our analysis beside free ones on the same songs in one run: accuracy by class and speed, as one table.

    compare_ears.py --bin DIR --out DIR [--corpus DIR] [--songs DIR] [--seed N] [--limit N] [--no-install]

Peers: librosa's beat_track and, where it can be installed, essentia's RhythmExtractor2013 (both in a virtual environment of their
own under --out), the aubio program, and the aubio and qm-dsp libraries through peer_beats. Accuracy is what the corpus'
evaluate.py says. Songs are made by its make_corpus.py when --songs names none. A peer that cannot be had is left out with its
reason. Times hold decoding; those of the Python peers are of calls after the first, which compiles.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ["F", "AMLt", "Acc1", "Acc2", "dbF", "onF", "key", "seg0.5", "seg3"]
CLASSES = ["easy", "medium", "hard"]
ENDINGS = (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".aiff")


def log(*words):
    print(*words, file=sys.stderr, flush=True)


def done(command):
    """Whether a command succeeded, and the last line it said."""
    try:
        run = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        return False, str(error)
    lines = (run.stderr.strip() or run.stdout.strip()).splitlines()
    return run.returncode == 0, lines[-1] if lines else f"exit code {run.returncode}"


class Skipped(Exception):
    pass


def python_of(out, package, may_install):
    """A Python that has `package`, in a virtual environment under `out`."""
    folder = os.path.join(out, "venv")
    python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
    if not os.path.exists(python):
        good, why = done([sys.executable, "-m", "venv", folder])
        if not good:
            raise Skipped(f"no virtual environment: {why}")
    if not done([python, "-c", f"import {package}"])[0]:
        if not may_install:
            raise Skipped("not installed")
        log(f"installing {package} ...")
        good, why = done([python, "-m", "pip", "install", "--quiet", package])
        if not good or not done([python, "-c", f"import {package}"])[0]:
            raise Skipped(f"cannot be installed: {why}")
    return python


def run_python_peer(package):
    def run(options, folder, songs):
        python = python_of(options.out, package, not options.no_install)
        good, why = done([python, os.path.join(HERE, f"{package}_beats.py"), folder, *songs])
        if not good:
            raise Skipped(f"failed: {why}")
    return run


def run_program(*command):
    def run(options, folder, songs):
        program = os.path.join(options.bin, command[0])
        if not os.path.exists(program):
            raise Skipped(f"{command[0]} is not built")
        good, why = done([program, *command[1:], folder, *songs])
        if not good:
            raise Skipped(f"failed: {why}")
    return run


def run_aubio_program(options, folder, songs):
    program = shutil.which("aubio")
    if not program:
        raise Skipped("the aubio program is not installed (package aubio-tools)")
    for song in songs:
        start = time.perf_counter()
        beats = subprocess.run([program, "beat", song], capture_output=True, text=True)
        elapsed = time.perf_counter() - start
        tempo = subprocess.run([program, "tempo", song], capture_output=True, text=True)
        words = tempo.stdout.split()
        report = {"file": song, "beats": [float(line) for line in beats.stdout.split()],
                  "tempo": {"bpm": float(words[0]) if words else None}, "elapsed_s": elapsed}
        with open(os.path.join(folder, name_of(song) + ".json"), "w") as file:
            json.dump(report, file)


PEERS = [
    ("StoryCanvas, standard", run_program("analyze_files")),
    ("librosa beat_track", run_python_peer("librosa")),
    ("essentia RhythmExtractor2013", run_python_peer("essentia")),
    ("aubio beat, tempo (program)", run_aubio_program),
    ("aubio (library)", run_program("peer_beats", "aubio")),
    ("qm-dsp (library)", run_program("peer_beats", "qm")),
]


def name_of(song):
    return os.path.splitext(os.path.basename(song))[0]


def songs_in(folder):
    truth = sorted(entry[: -len(".truth.json")] for entry in os.listdir(folder) if entry.endswith(".truth.json"))
    songs = []
    for name in truth:
        found = [os.path.join(folder, name + ending) for ending in ENDINGS if os.path.exists(os.path.join(folder, name + ending))]
        songs += found[:1]
    return songs


def make_songs(options):
    folder = os.path.join(options.out, f"songs_{options.seed}")
    if not os.path.isdir(folder) or not songs_in(folder):
        log("making songs ...")
        good, why = done([sys.executable, os.path.join(options.corpus, "make_corpus.py"), "--out", folder, "--seed", str(options.seed)])
        if not good:
            sys.exit(f"the songs cannot be made: {why}")
    return folder


def scores(options, truth, analysis, names):
    """By song: what evaluate.py says."""
    result = os.path.join(analysis, "scores")
    good, why = done([sys.executable, os.path.join(options.corpus, "evaluate.py"), "--truth", truth, "--analysis", analysis, "--json", result])
    if not good:
        raise Skipped(f"cannot be scored: {why}")
    with open(result) as file:
        table = json.load(file)
    return {name: table[name] for name in names}


def mean(rows, column):
    values = [row[column] for row in rows if column in row]
    return statistics.mean(values) if values else None


def shown(value, form):
    return form % value if value is not None else "-"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True, help="folder of analyze_files and peer_beats")
    parser.add_argument("--out", required=True)
    parser.add_argument("--corpus", required=True, help="folder of evaluate.py and make_corpus.py")
    parser.add_argument("--songs", help="folder of songs with their truth")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--limit", type=int, default=0, help="only the first N songs")
    parser.add_argument("--no-install", action="store_true")
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.corpus, "evaluate.py")):
        sys.exit(f"no song corpus at {options.corpus}: give its folder with --corpus")
    os.makedirs(options.out, exist_ok=True)
    folder = options.songs or make_songs(options)
    songs = songs_in(folder)[: options.limit or None]
    if not songs:
        sys.exit(f"no songs with truth in {folder}")
    truth = os.path.join(options.out, "truth")
    shutil.rmtree(truth, ignore_errors=True)
    os.makedirs(truth)
    difficulty = {}
    for song in songs:
        source = os.path.join(folder, name_of(song) + ".truth.json")
        shutil.copy(source, truth)
        with open(source) as file:
            difficulty[name_of(song)] = json.load(file).get("difficulty", "")

    lines, skipped = [], []
    for title, run in PEERS:
        analysis = os.path.join(options.out, "".join(c if c.isalnum() else "_" for c in title))
        shutil.rmtree(analysis, ignore_errors=True)
        os.makedirs(analysis)
        log(title, "...")
        try:
            run(options, analysis, songs)
            rows = scores(options, truth, analysis, difficulty)
        except Skipped as reason:
            skipped.append(f"{title}: {reason}")
            continue
        by_class = [shown(mean([row for name, row in rows.items() if difficulty[name] == kind], "F"), "%.3f") for kind in CLASSES]
        every = [shown(mean(rows.values(), column), "%.3f") for column in COLUMNS]
        lines.append(f"| {title} | {' | '.join(by_class + every)} | {shown(mean(rows.values(), 'xRT'), '%.0f')} |")
    print(f"{len(songs)} songs of {folder}\n")
    print("| analyser | " + " | ".join(f"F {kind}" for kind in CLASSES) + " | " + " | ".join(COLUMNS) + " | times real time |")
    print("|---|" + "---:|" * (len(CLASSES) + len(COLUMNS) + 1))
    print("\n".join(lines))
    for line in skipped:
        print(f"\nleft out: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
