#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans generated songs at several frame rates and checks every cut against its beat.

    check_cuts.py --cli storycanvas-cli --out DIR [--generator make_corpus.py] [--songs N] [--rates R,R,...] [--dtd DIR]

For each song and rate: project new, plan apply, plan audit; every cut must lie within half a frame of its beat, at the
end of the song as at its start. export fcpxml is validated with xmllint where a DTD is given and its cut points, read
back here in exact fractions, must equal the project's ticks. EDL, OTIO, OTIOZ, xmeml and FCPXML are read back by export
check, JSON of both forms by project import: the same clips at the same frames as the project says, and no breach.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from fractions import Fraction

TICKS = 705_600_000
RATES = ["24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60"]
CUTS = [("fcpxml", ".fcpxml"), ("edl", ".edl"), ("otio", ".otio"), ("otio", ".otioz"), ("xmeml", ".xml")]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nexit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def seconds(text):
    return Fraction(text.rstrip("s"))


def spine_cuts(path):
    """(start, length) of every item of the primary storyline that is no gap, in ticks from the sequence's start."""
    sequence = ET.parse(path).getroot().find(".//sequence")
    first = seconds(sequence.get("tcStart", "0s"))
    items = []
    for item in sequence.find("spine"):
        if item.tag != "gap":
            start = (seconds(item.get("offset")) - first) * TICKS
            length = seconds(item.get("duration")) * TICKS
            if start.denominator != 1 or length.denominator != 1:
                sys.exit(f"{path}: {item.get('name')} is not on whole ticks")
            items.append((int(start), int(length)))
    return items


def shots(cli, bundle):
    """(start, length) of every live shot in ticks, by time."""
    tree = json.loads(run(cli, "--json", "project", "show", bundle, "--tree"))
    return sorted((c["start"]["ticks"], c["length"]["ticks"]) for s in tree["scenes"] for c in s["clips"])


def in_frames(ticks, rate):
    """Whole frames, or the run ends: a cut between two frames is a fault of the project."""
    fps = Fraction(rate)
    frames = []
    for start, length in ticks:
        both = Fraction(start, TICKS) * fps, Fraction(length, TICKS) * fps
        if any(one.denominator != 1 for one in both):
            sys.exit(f"a cut at {start} ticks is no whole frame at {rate}")
        frames.append((int(both[0]), int(both[1])))
    return frames


def read_back(cli, bundle, stem, rate, frames, problems):
    """Exports every format that holds a cut and has it read again; adds what differs to `problems`, gives how many were read."""
    read = 0
    for verb, suffix in CUTS:
        path = stem + suffix
        run(cli, "export", verb, bundle, "--out", path, "--force", "--alternates", "none", "--no-bar-markers")
        # A list of more than 999 events comes in parts, whose record times go on.
        paths = [path]
        if not os.path.exists(path):
            part = os.path.splitext(path)[0] + "_part%d.edl"
            paths = [part % n for n in range(1, 100) if os.path.exists(part % n)]
        found, first = [], None
        for one in paths:
            checked = json.loads(run(cli, "--json", "export", "check", one, "--fps", rate))
            if not checked["good"]:
                problems.append(f"{suffix}: {checked['problems'][:2]}")
            found += [(c["start"], c["length"]) for c in checked["clips"] if c["track"] == "picture"]
        if suffix == ".edl" and found:  # a list has no frame zero of its own: its full hour is where it begins
            first = found[0][0]
        if sorted(found) != frames:
            wrong = next((pair for pair in zip(sorted(found), frames) if pair[0] != pair[1]), (len(found), len(frames)))
            problems.append(f"{suffix}: {wrong[0]} instead of {wrong[1]}" + (f", first at {first}" if first else ""))
        read += 1
        for made in paths + [os.path.splitext(path)[0] + "_AUDIO.edl"]:
            if os.path.exists(made):
                os.remove(made)
    for form, option in (("v1", []), ("v2", ["--complete"])):
        path = f"{stem}.{form}.json"
        again = f"{stem} {form}"
        shutil.rmtree(again, ignore_errors=True)
        run(cli, "export", "json", bundle, "--out", path, "--force", *option)
        run(cli, "project", "import", path, again)
        if in_frames(shots(cli, again), rate) != frames:
            problems.append(f"JSON {form}: other cut points")
        shutil.rmtree(again, ignore_errors=True)
        os.remove(path)
        read += 1
    for folder in os.listdir(os.path.dirname(stem)):
        if folder.startswith(os.path.basename(stem)) and folder.endswith("Media"):
            shutil.rmtree(os.path.join(os.path.dirname(stem), folder), ignore_errors=True)
    return read


def check(cli, out, song, rate, dtd):
    name = f"{os.path.splitext(os.path.basename(song))[0]}@{rate.replace('/', '_')}"
    bundle = os.path.join(out, "bundles", name)
    shutil.rmtree(bundle, ignore_errors=True)
    run(cli, "project", "new", bundle, "--song", song, "--fps", rate, "--size", "320x180")  # small cards export fast
    run(cli, "plan", "apply", bundle)
    audit = json.loads(run(cli, "--json", "plan", "audit", bundle))
    fcpxml = os.path.join(out, "bundles", name + ".fcpxml")
    run(cli, "export", "fcpxml", bundle, "--out", fcpxml, "--force")
    if dtd:
        run("xmllint", "--noout", "--nonet", "--dtdvalid", os.path.join(dtd, "FCPXMLv1_10.dtd"), fcpxml)
    stored = shots(cli, bundle)
    # A program may end after the song's last beat: that end belongs to no beat and is no cut between shots.
    with_beat = [c for c in audit["cuts"] if c["bound"]]
    worst = max((abs(c["error_frames"]) for c in with_beat), default=0.0)
    last = abs(with_beat[-1]["error_frames"]) if with_beat else 0.0
    problems = []
    if worst > 0.5 + 1e-9:
        problems.append(f"worst cut {worst:.3f} frames")
    if stored != spine_cuts(fcpxml):
        problems.append("FCPXML cut points differ from the project's")
    unbound = [c for c in audit["cuts"] if not c["bound"] and c["frame"] != 0 and not c["on_beat"]]
    os.remove(fcpxml)
    read = read_back(cli, bundle, os.path.join(out, "bundles", name), rate, in_frames(stored, rate), problems)
    return {"name": name, "cuts": len(audit["cuts"]), "read": read, "worst": worst, "last": last, "unbound": len(unbound), "problems": problems}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--generator", default=os.environ.get("SC_CORPUS_GENERATOR", "../shared/corpus/make_corpus.py"))
    parser.add_argument("--songs", type=int, default=10)
    parser.add_argument("--rates", default=",".join(RATES))
    parser.add_argument("--dtd", default=os.environ.get("SC_DTD_DIR", "../shared/reference/dtd"))
    options = parser.parse_args()
    songs_dir = os.path.join(options.out, "songs")
    if not os.path.isdir(songs_dir):
        if not os.path.exists(options.generator):
            sys.exit("no song generator: name one with --generator, or put songs (.wav) into " + songs_dir)
        run(sys.executable, options.generator, "--out", songs_dir)
    songs = sorted(os.path.join(songs_dir, f) for f in os.listdir(songs_dir) if f.endswith(".wav"))
    songs = [s for s in songs if "calibration" not in s][: options.songs]
    dtd = options.dtd if os.path.isdir(options.dtd) else None
    failed = 0
    print("| song and rate | cuts | worst frames | last cut | unbound off beat | formats read back | |\n|---|---:|---:|---:|---:|---:|---|")
    for song in songs:
        for rate in options.rates.split(","):
            row = check(os.path.abspath(options.cli), options.out, song, rate, dtd)
            failed += bool(row["problems"])
            print(f"| {row['name']} | {row['cuts']} | {row['worst']:.3f} | {row['last']:.3f} | {row['unbound']} | {row['read']} | {'; '.join(row['problems']) or 'ok'} |", flush=True)
    print(f"\n{len(songs)} songs, {failed} failed" + ("" if dtd else "; no DTD found, not validated"))
    return 1 if failed or not songs else 0


if __name__ == "__main__":
    sys.exit(main())
