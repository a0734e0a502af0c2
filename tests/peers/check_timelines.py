#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our timelines read by OpenTimelineIO and its adapters: the same clips, ranges, gaps, transitions, markers and names?

Usage: check_timelines.py FOLDER      (written by peer_timelines; needs opentimelineio, otio-cmx3600-adapter, otio-fcp-adapter)
"""
import json
import pathlib
import sys

import opentimelineio as otio


def frames(time, rate):
    return round(time.rescaled_to(rate).value) if abs(time.rate - rate) > 0.001 else round(time.value)


def pieces(track, rate):
    """Clips and gaps in order as (is gap, name, start, length, source in, item); transitions as (cut, before, behind)."""
    items, transitions, at = [], [], 0
    for child in track:
        if isinstance(child, otio.schema.Transition):
            transitions.append((at, frames(child.in_offset, rate), frames(child.out_offset, rate)))
            continue
        length = frames(child.duration(), rate)
        if length:
            items.append((isinstance(child, otio.schema.Gap), child.name, at, length, frames(child.trimmed_range().start_time, rate), child))
        at += length
    return items, transitions


def merged(items):
    """Gaps that touch are one, and one at the end is none."""
    out = []
    for is_gap, name, start, length, source, item in items:
        if is_gap and out and out[-1][0]:
            out[-1] = (True, "", out[-1][2], out[-1][3] + length, 0, None)
        else:
            out.append((is_gap, name, start, length, source, item))
    while out and out[-1][0]:
        out.pop()
    return out


def wanted(track, lost_is_clip):
    items = []
    for one in track["items"]:
        is_gap = one["gap"] and not (one["lost"] and lost_is_clip)
        items.append((is_gap, one["name"], one["start"], one["length"], one["media_start"] + one["in"], one))
    return merged(items)


def as_list(track):
    """The track as an EDL has it: a transition begins where its second clip begins, black is a clip."""
    items = [dict(one) for one in track["items"]]
    for transition in track["transitions"]:
        cut, before, behind = transition["cut"], transition["before"], transition["behind"]
        at = next((i for i, one in enumerate(items) if one["start"] == cut), len(items))
        left = items[at - 1] if at and not items[at - 1]["gap"] else None
        right = items[at] if at < len(items) and not items[at]["gap"] else None
        if left:
            left["length"] -= before
        if left and right:
            right["start"] -= before
            right["length"] += before
            right["in"] -= before
        elif left:
            if at < len(items):
                items[at]["start"] += behind
                items[at]["length"] -= behind
            items.insert(at, dict(left, name="BL", file="BL", start=cut - before, length=before + behind, moves=False))
    return {"items": [one for one in items if one["length"]],
            "transitions": [{"cut": t["cut"] - t["before"], "before": 0, "behind": t["before"] + t["behind"]} for t in track["transitions"]]}


class Report:
    def __init__(self):
        self.counts = {}
        self.skipped = 0
        self.wrong = []

    def add(self, format, what, is_right, text):
        right, all_of = self.counts.get((format, what), (0, 0))
        self.counts[(format, what)] = (right + is_right, all_of + 1)
        if not is_right:
            self.wrong.append(f"{format} {what}: {text}")


def compare(format, file, truth, timeline, report):
    rate = truth["rate"]
    tracks = [t for t in timeline.tracks if t.kind == otio.schema.TrackKind.Video and any(getattr(c, "enabled", True) and not isinstance(c, otio.schema.Gap) for c in t)]
    for index, expected in enumerate(truth["tracks"]):
        if format == "edl":
            expected = as_list(expected)
        should = wanted(expected, format == "otio")
        if index >= len(tracks):
            report.add(format, "tracks", not should, f"{file}: track {index + 1} is not there")
            continue
        found, transitions = pieces(tracks[index], rate)
        found = merged(found)
        shift = 0
        if format == "edl":  # a list begins with its first event
            while should and should[0][0]:
                should = should[1:]
            shift = should[0][2] if should else 0
            first = timeline.global_start_time
            report.add(format, "start", first is None or frames(first, rate) == truth["tc_start"] + shift, f"{file}: starts at {first}")
        report.add(format, "count", len(found) == len(should), f"{file}: {len(found)} clips and gaps, not {len(should)}")
        for has, want in zip(found, should):
            what = "gaps" if want[0] else "clips"
            same = has[0] == want[0] and has[2] + shift == want[2] and has[3] == want[3]
            report.add(format, what, same, f"{file}: {has[1]!r} gap={has[0]} at {has[2] + shift} for {has[3]}, not {want[1]!r} gap={want[0]} at {want[2]} for {want[3]}")
            if want[0]:
                continue
            one = want[5]
            name = has[1]
            names = {one["name"], one["file"]}
            report.add(format, "names", name in names or format == "edl" and name.isascii(), f"{file}: {name!r} is none of {names}")
            if one["moves"] and one["own_rate"] and not one["retimed"]:
                source = has[4]
                if format == "xmeml":  # media begin at their timecode there, ranges at their first frame
                    media = has[5].media_reference
                    start = frames(media.available_range.start_time, rate) if media.available_range else 0
                    source = source - start + one["media_start"]
                report.add(format, "source", source == want[4], f"{file}: {name!r} begins at {source} of its media, not {want[4]}")
        should_be = [(t["cut"] - shift, t["before"], t["behind"]) for t in expected["transitions"]]
        report.add(format, "transitions", transitions == should_be, f"{file}: {transitions} not {should_be}")
    if format == "edl":
        return
    song = truth.get("song")
    sound = [t for t in timeline.tracks if t.kind == otio.schema.TrackKind.Audio]
    heard = [merged(pieces(t, rate)[0]) for t in sound]
    clips = [item for items in heard for item in items if not item[0]]
    if song:
        same = clips and all(c[2] == song["start"] and c[3] == song["length"] for c in clips)
        report.add(format, "song", bool(same), f"{file}: {[(c[2], c[3]) for c in clips]} not {song}")
    markers = {(m.name, frames(m.marked_range.start_time, rate)) for m in timeline.tracks.markers}
    for marker in truth["markers"]:
        report.add(format, "markers", (marker["name"], marker["frame"]) in markers, f"{file}: {marker} is not there")
    if format == "otio":
        report.add(format, "start", frames(timeline.global_start_time, rate) == truth["tc_start"], f"{file}: {timeline.global_start_time}")
        report.add(format, "name", timeline.name == truth["name"], f"{file}: {timeline.name!r}")


def main():
    folder = pathlib.Path(sys.argv[1])
    report = Report()
    for case in json.loads((folder / "truth.json").read_text()):
        path = str(folder / case["file"])
        options = {"rate": case["truth"]["rate"]} if case["format"] == "edl" else {}
        adapter = {"otio": "otio_json", "edl": "cmx_3600", "xmeml": "fcp_xml"}[case["format"]]
        try:
            timeline = otio.adapters.read_from_file(path, adapter_name=adapter, **options)
        except Exception as problem:  # an adapter may raise anything
            if case["format"] == "edl" and "very beginning" in str(problem):
                report.skipped += 1  # a fade from black at the start is a list's first event; this adapter does not take one
                continue
            report.add(case["format"], "read", False, f"{case['file']}: {type(problem).__name__} {problem}")
            continue
        report.add(case["format"], "read", True, "")
        if isinstance(timeline, otio.schema.SerializableCollection):
            timeline = next(t for t in timeline if isinstance(t, otio.schema.Timeline))
        compare(case["format"], case["file"], case["truth"], timeline, report)
    print(f"OpenTimelineIO {otio.__version__}")
    for (format, what), (right, all_of) in sorted(report.counts.items()):
        print(f"{format:6} {what:12} {right} of {all_of}")
    if report.skipped:
        print(f"edl    {report.skipped} lists begin with a fade from black, which the adapter does not read")
    for line in report.wrong[:40]:
        print("!", line)
    if len(report.wrong) > 40:
        print(f"! and {len(report.wrong) - 40} more")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
