#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Composes, renders and measures the demo song "Neon Drive", and writes its exact truth.

    make_demo.py --soundfont FluidR3_GM.sf2 [--cover picture.jpg] [--out DIR]

Needs fluidsynth and ffmpeg on the path, and Python 3.9 or later with nothing else. The song is data below: parts,
sections and patterns. Writes neon_drive.m4a and neon_drive.truth.json.
"""
import argparse
import array
import json
import os
import re
import struct
import subprocess
import tempfile

RATE = 44100
BPM = 118
BEAT = 60.0 / BPM
LEAD = 0.25                       # seconds of silence before the first bar
TAIL = 0.6                        # seconds after the last bar, at the end of the fade
DIVISION = 960                    # MIDI ticks a quarter
FADE_BARS = 4
KEY = "A minor"
SCALE = [0, 2, 3, 5, 7, 8, 10]    # natural minor on A

# name: (root above A, third); roots are folded into each part's own range
CHORDS = {"Am": (0, 3), "C": (3, 4), "Dm": (5, 3), "Em": (7, 3), "F": (8, 4), "G": (10, 4)}

# name: channel, General MIDI programme, volume, pan, reverb
PARTS = {
    "drums": (9, 24, 112, 64, 26), "bass": (0, 38, 106, 64, 8), "pump": (1, 90, 92, 64, 50), "strings": (2, 50, 74, 50, 70),
    "arp": (3, 81, 60, 88, 44), "arp_echo": (4, 81, 34, 38, 70), "lead": (5, 80, 86, 64, 54), "lead_echo": (6, 80, 40, 86, 80),
    "brass": (7, 62, 70, 40, 46), "keys": (8, 5, 92, 58, 64), "riser": (10, 119, 100, 64, 60),
}
DRUMS = {"kick": 36, "snare": 40, "clap": 39, "hat": 42, "open": 46, "crash": 49, "tom1": 50, "tom2": 47, "tom3": 43, "rim": 37}
LEVEL = {"X": 122, "x": 106, "o": 86, "s": 64, "g": 44}

VERSE_BEAT = {"kick": "X...x...X...x...", "snare": "....X.......X...", "hat": "o.s.o.s.o.s.o.s."}
CHORUS_BEAT = {"kick": "X...x...X...x...", "snare": "....X.......X..g", "clap": "....x.......x...", "open": "..x...x...x...x.", "hat": "osgsosgsosgsosgs"}
BREAK_BEAT = {"kick": "x...............", "rim": "........o......."}

VERSE = ["Am", "Am", "F", "G", "Am", "Am", "F", "G"]
BUILD = ["Dm", "Em", "F", "G"]
CHORUS = ["F", "G", "Am", "C", "F", "G", "Am", "Am"]
BREAK = ["Am", "F", "C", "G"]

# The tune: (sixteenth, length in sixteenths, degree of the scale) for each bar.
VERSE_TUNE = [[(0, 6, 7), (8, 2, 6), (10, 4, 4)], [(0, 3, 2), (3, 3, 4), (6, 6, 7)], [(0, 6, 5), (8, 4, 7), (12, 4, 9)], [(0, 8, 8), (10, 6, 6)]]
CHORUS_TUNE = [[(0, 6, 9), (6, 6, 12), (12, 4, 11)], [(0, 6, 10), (6, 6, 8), (12, 4, 10)], [(0, 6, 11), (6, 6, 9), (12, 4, 7)], [(0, 12, 9), (12, 4, 11)],
               [(0, 6, 12), (6, 6, 9), (12, 4, 12)], [(0, 6, 13), (6, 6, 10), (12, 4, 8)], [(0, 4, 9), (4, 4, 11), (8, 8, 14)], [(0, 10, 11)]]
BREAK_TUNE = [[(0, 12, 7)], [(0, 8, 9), (8, 6, 7)], [(0, 12, 9)], [(0, 8, 8), (8, 4, 6), (12, 4, 4)]]

# label, bars, chords, level, what plays, key moment on its first beat
SECTIONS = [
    ("intro", 4, VERSE[:4], 0.35, {"arp", "strings"}, None),
    ("verse", 8, VERSE, 0.65, {"drums", "bass", "arp", "tune"}, None),
    ("build", 4, BUILD, 0.55, {"roll", "pump", "arp", "riser"}, "build"),
    ("chorus", 8, CHORUS, 1.0, {"drums", "bass", "pump", "arp", "strings", "brass", "tune", "crash"}, "drop"),
    ("break", 4, BREAK, 0.25, {"keys", "strings", "tune", "rims", "riser"}, "break"),
    ("chorus", 8, CHORUS, 1.0, {"drums", "bass", "pump", "arp", "strings", "brass", "tune", "crash"}, "drop"),
    ("outro", 8, VERSE, 0.6, {"drums", "bass", "arp", "strings"}, None),
]


class Score:
    """Notes as (sixteenth from the first bar, length in sixteenths, pitch, velocity) for each part."""

    def __init__(self):
        self.notes = {name: [] for name in PARTS}
        self.bars = []
        self.sections = []

    def add(self, part, at, length, pitch, velocity):
        self.notes[part].append((at, length, pitch, max(1, min(127, int(velocity)))))


def in_range(pitch_class, low):
    return low + (pitch_class - low) % 12


def chord_tones(name, low):
    root, third = CHORDS[name]
    return [in_range(9 + root + step, low) for step in (0, third, 7)]


def tune_pitch(degree, low):
    octave, step = divmod(degree, 7)
    return low + 12 * octave + SCALE[step]


def play_drums(score, at, pattern, force, until=16):
    for drum, steps in pattern.items():
        for i, mark in enumerate(steps[:until]):
            if mark != ".":
                score.add("drums", at + i, 1, DRUMS[drum], LEVEL[mark] * force)


def play_fill(score, at):
    for i, drum in enumerate(["snare", "snare", "tom1", "tom1", "tom2", "tom2", "tom3", "tom3"]):
        score.add("drums", at + 8 + i, 1, DRUMS[drum], 92 + 4 * i)


def play_roll(score, at, bar, bars):
    hits = 4 if bar == 0 else 8 if bar < bars - 1 else 16
    for i in range(hits):
        score.add("drums", at + i * 16 // hits, 1, DRUMS["snare"], 54 + 62 * (bar + i / hits) / bars)
    if bar < bars - 1:
        play_drums(score, at, {"kick": "X...x...X...x..."}, 0.8)


def play_tune(score, at, notes, low, force, echo=True):
    for start, length, degree in notes:
        pitch = tune_pitch(degree, low)
        score.add("lead", at + start, length * 0.94, pitch, 100 * force)
        if echo:
            score.add("lead_echo", at + start + 3, length * 0.7, pitch, 74 * force)


def play_bar(score, label, bar, bars, at, chord, what, level):
    tones = chord_tones(chord, 57)
    force = 0.62 + 0.38 * level
    last = bar == bars - 1
    if "drums" in what:
        fill = last and label in ("verse", "chorus")
        play_drums(score, at, CHORUS_BEAT if label == "chorus" else VERSE_BEAT, force, 8 if fill else 16)
        if fill:
            play_fill(score, at)
    if "rims" in what:
        play_drums(score, at, BREAK_BEAT, 0.8)
    if "roll" in what:
        play_roll(score, at, bar, bars)
    if "crash" in what and bar in (0, 4):
        score.add("drums", at, 8, DRUMS["crash"], 112)
    if "bass" in what:
        root = in_range(tones[0], 28)
        for i, mark in enumerate("r.rRr.rRr.rRr.5R"):
            if mark != ".":
                score.add("bass", at + i, 0.9, root + {"r": 0, "R": 12, "5": 7}[mark], (104 if i % 4 == 0 else 92) * force)
    if "pump" in what:
        for pitch in chord_tones(chord, 55):
            score.add("pump", at, 15.5, pitch, 94 * force)
    if "strings" in what:
        for pitch in chord_tones(chord, 62):
            score.add("strings", at, 15.8, pitch, 88 * force)
    if "arp" in what:
        ladder = chord_tones(chord, 64) + [p + 12 for p in chord_tones(chord, 64)]
        for i, step in enumerate([0, 1, 2, 3, 4, 3, 2, 1, 0, 2, 1, 3, 2, 4, 3, 5]):
            if label != "intro" or i % 2 == 0:
                score.add("arp", at + i, 0.8, sorted(ladder)[step], (90 if i % 4 == 0 else 74) * force)
                score.add("arp_echo", at + i + 3, 0.8, sorted(ladder)[step], 66 * force)
    if "brass" in what:
        for start, length in ((0, 3), (6, 2), (10, 3)):
            for pitch in chord_tones(chord, 60):
                score.add("brass", at + start, length, pitch, 84 * force)
    if "keys" in what:
        for i, pitch in enumerate(tones + [tones[1] + 12]):
            score.add("keys", at + 4 * i, 15 - 4 * i, pitch, 78 * force)
        score.add("keys", at, 15, tones[0] - 24, 84 * force)
    if "riser" in what and bar == bars - 2:
        score.add("riser", at + 16 - 2, 18, 60, 96)
    if "tune" in what:
        tune, low = {"verse": (VERSE_TUNE, 57), "chorus": (CHORUS_TUNE, 57), "break": (BREAK_TUNE, 57)}[label]
        play_tune(score, at, tune[bar % len(tune)], low, force)


def compose():
    score = Score()
    bar_index = 0
    for label, bars, chords, level, what, moment in SECTIONS:
        score.sections.append((label, bar_index, bar_index + bars, level, moment))
        for bar in range(bars):
            score.bars.append(label)
            play_bar(score, label, bar, bars, bar_index * 16, chords[bar % len(chords)], what, level)
            bar_index += 1
    return score


# ---- Standard MIDI File ----

def variable_length(value):
    out = [value & 0x7F]
    while value := value >> 7:
        out.append((value & 0x7F) | 0x80)
    return bytes(reversed(out))


def track(events):
    body, last = b"", 0
    for at, _, data in sorted(events, key=lambda e: (e[0], e[1])):
        body += variable_length(at - last) + data
        last = at
    body += b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(body)) + body


def tick(sixteenth):
    return int(round((LEAD / BEAT + sixteenth / 4) * DIVISION))


def part_track(name, notes, bars):
    channel, programme, volume, pan, reverb = PARTS[name]
    events = [(0, 0, bytes([0xC0 | channel, programme]))]
    events += [(0, 1, bytes([0xB0 | channel, control, value])) for control, value in ((7, volume), (10, pan), (91, reverb))]
    sounding = {}
    for at, length, pitch, velocity in sorted(notes):
        start, end = tick(at), tick(at + length)
        if sounding.get(pitch, (0, 0))[1] > start:
            previous = sounding[pitch]
            events.remove((previous[1], 4, bytes([0x80 | channel, pitch, 0])))
            events.append((start, 4, bytes([0x80 | channel, pitch, 0])))
        sounding[pitch] = (start, end)
        events += [(start, 5, bytes([0x90 | channel, pitch, velocity])), (end, 4, bytes([0x80 | channel, pitch, 0]))]
    if name in ("pump", "strings"):                     # the level breathes with the kick, as a side chain would make it
        for step in range(len(bars) * 16):
            if bars[step // 16] == "chorus":
                events.append((tick(step), 3, bytes([0xB0 | channel, 11, (58, 92, 118, 127)[step % 4]])))
            elif step % 16 == 0:
                events.append((tick(step), 3, bytes([0xB0 | channel, 11, 112])))
    return track(events)


def write_midi(path, tracks):
    tempo = track([(0, 0, b"\xff\x51\x03" + struct.pack(">I", round(60e6 / BPM))[1:])])
    with open(path, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks) + 1, DIVISION) + tempo + b"".join(tracks))


# ---- rendering and measuring ----

def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise SystemExit("%s failed:\n%s" % (command[0], done.stderr.decode(errors="replace")[-2000:]))
    return done


def render(midi, wav, soundfont, reverb=True):
    run(["fluidsynth", "-n", "-i", "-q", "-F", wav, "-T", "wav", "-O", "float", "-r", str(RATE), "-g", "0.35", "-R", "1" if reverb else "0",
         "-C", "0", "-o", "synth.polyphony=400", soundfont, midi])


def samples_of(path):
    data = array.array("f")
    data.frombytes(run(["ffmpeg", "-v", "error", "-i", path, "-map", "a:0", "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]).stdout)
    return data


def render_offset(folder, soundfont):
    """How long after its score time a stick's sound reaches a tenth of its peak, on the mean of 80 strokes."""
    score = {"drums": [(i * 2.37, 1, 75, 120) for i in range(80)]}
    midi, wav = os.path.join(folder, "clicks.mid"), os.path.join(folder, "clicks.wav")
    write_midi(midi, [part_track("drums", score["drums"], [])])
    render(midi, wav, soundfont, reverb=False)
    sound, offsets = samples_of(wav), []
    for at, *_ in score["drums"]:
        exact = LEAD + at * BEAT / 4
        first = int((exact - 0.02) * RATE)
        part = sound[first:first + int(0.09 * RATE)]
        peak = max(abs(v) for v in part)
        offsets.append((first + next(i for i, v in enumerate(part) if abs(v) > 0.1 * peak)) / RATE - exact)
    return sum(offsets) / len(offsets)


def measure(path, chain=""):
    text = run(["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-map", "a:0", "-af", chain + "ebur128=peak=true", "-f", "null", "-"]).stderr.decode(errors="replace")
    summary = text[text.rfind("Summary:"):]
    value = lambda pattern: float(re.search(pattern, summary).group(1))
    return {"integrated_lufs": value(r"I:\s*(-?[\d.]+) LUFS"), "range_lu": value(r"LRA:\s*(-?[\d.]+) LU"), "true_peak_dbtp": value(r"Peak:\s*(-?[\d.]+) dBFS")}


def master(raw, out, length, cover):
    squeeze = "acompressor=threshold=-24dB:ratio=4:attack=3:release=90:makeup=2,"
    squeeze += "volume=%.3fdB,asoftclip=type=tanh," % (8.0 - measure(raw, squeeze)["true_peak_dbtp"])
    encode(raw, out, length, cover, squeeze, 0.0)
    # A codec overshoots the peaks it was given, so the level is set by what comes out of it.
    encode(raw, out, length, cover, squeeze, -1.5 - measure(out)["true_peak_dbtp"])


def encode(raw, out, length, cover, squeeze, gain):
    fade = FADE_BARS * 4 * BEAT
    chain = squeeze + "volume=%.3fdB,afade=t=out:st=%.4f:d=%.4f:curve=qsin,atrim=end=%.4f" % (gain, length - fade - TAIL, fade + TAIL, length)
    command = ["ffmpeg", "-y", "-v", "error", "-i", raw]
    if cover:
        command += ["-i", cover, "-map", "0:a", "-map", "1:v", "-vf", "scale=600:600:force_original_aspect_ratio=increase,crop=600:600",
                    "-c:v", "mjpeg", "-q:v", "5", "-disposition:v", "attached_pic"]
    command += ["-af", chain, "-c:a", "aac", "-b:a", "112k", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    for tag, text in (("title", "Neon Drive"), ("artist", "StoryCanvas"), ("album", "Demo"), ("genre", "Synthwave"), ("date", "2026"), ("track", "1")):
        command += ["-metadata", "%s=%s" % (tag, text)]
    run(command + [out])


def truth(score, offset, path):
    start = LEAD + offset
    at = lambda sixteenth: round(start + sixteenth * BEAT / 4, 4)
    bars = len(score.bars)
    onsets = []
    for notes in score.notes.values():
        onsets += [at(n[0]) for n in notes]
    merged = []
    for time in sorted(onsets):
        if not merged or time - merged[-1] > 0.030:
            merged.append(time)
    return {
        "schema": "storycanvas-corpus-truth/1", "name": "neon_drive", "title": "Neon Drive", "audio": "neon_drive.m4a", "sample_rate": RATE,
        "duration": round(len(samples_of(path)) / RATE, 4), "music_start": at(0), "music_end": at(bars * 16), "render_offset_s": round(offset, 4),
        "difficulty": "easy", "notes": "fades out over the last %d bars" % FADE_BARS,
        "tempo": {"bpm": BPM, "mean": BPM, "min": BPM, "max": BPM, "kind": "constant", "alternatives": [], "curve": [[at(0), BPM]]},
        "beats": [at(4 * i) for i in range(4 * bars)], "beat_positions": [i % 4 + 1 for i in range(4 * bars)],
        "downbeats": [at(16 * i) for i in range(bars)],
        "time_signature": "4/4", "time_signatures": [{"start": at(0), "signature": "4/4", "beats_per_bar": 4}],
        "key": {"name": KEY}, "keys": [{"start": at(0), "end": at(bars * 16), "name": KEY}],
        "sections": [{"start": at(16 * a), "end": at(16 * b), "label": label, "level": level} for label, a, b, level, _ in score.sections],
        "key_moments": [{"time": at(16 * a), "type": moment} for _, a, _, _, moment in score.sections if moment],
        "has_drums": True, "onsets": merged, "genre": ["synthwave", "electronic"], "mood": ["energetic", "nostalgic"],
        "loudness": dict(measure(path), meter="ffmpeg ebur128"),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--soundfont", required=True, help="FluidR3_GM.sf2 (Debian: fluid-soundfont-gm)")
    parser.add_argument("--cover", help="a picture to embed, cropped to a square")
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    args = parser.parse_args()
    score = compose()
    song = os.path.join(args.out, "neon_drive.m4a")
    length = LEAD + len(score.bars) * 4 * BEAT + TAIL
    with tempfile.TemporaryDirectory() as folder:
        midi, raw = os.path.join(folder, "song.mid"), os.path.join(folder, "song.wav")
        write_midi(midi, [part_track(name, notes, score.bars) for name, notes in score.notes.items()])
        render(midi, raw, args.soundfont)
        master(raw, song, length, args.cover)
        offset = render_offset(folder, args.soundfont)
    with open(os.path.join(args.out, "neon_drive.truth.json"), "w") as file:
        json.dump(truth(score, offset, song), file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
