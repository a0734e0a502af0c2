#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""librosa_beats.py OUT_DIR FILE...: tempo and beats by librosa.beat.beat_track with its defaults, onsets by onset_detect."""
import json
import os
import sys
import time

import librosa


def hear(path):
    samples, rate = librosa.load(path)
    tempo, beats = librosa.beat.beat_track(y=samples, sr=rate, units="time")
    return samples, rate, float(getattr(tempo, "item", lambda: tempo)()), [float(t) for t in beats]


hear(sys.argv[2])  # the first call compiles
for path in sys.argv[2:]:
    start = time.perf_counter()
    samples, rate, tempo, beats = hear(path)
    elapsed = time.perf_counter() - start
    onsets = [float(t) for t in librosa.onset.onset_detect(y=samples, sr=rate, units="time")]
    report = {"file": path, "tempo": {"bpm": tempo}, "beats": beats, "onsets": onsets, "elapsed_s": elapsed}
    with open(os.path.join(sys.argv[1], os.path.splitext(os.path.basename(path))[0] + ".json"), "w") as file:
        json.dump(report, file)
