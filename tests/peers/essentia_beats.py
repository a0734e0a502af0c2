#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""essentia_beats.py OUT_DIR FILE...: tempo and beats by essentia's RhythmExtractor2013 (multifeature), key by KeyExtractor."""
import json
import os
import sys
import time

import essentia
import essentia.standard as es

essentia.log.infoActive = False
essentia.log.warningActive = False


def hear(path):
    samples = es.MonoLoader(filename=path, sampleRate=44100)()
    tempo, beats, _, _, _ = es.RhythmExtractor2013(method="multifeature")(samples)
    return samples, float(tempo), [float(t) for t in beats]


hear(sys.argv[2])
for path in sys.argv[2:]:
    start = time.perf_counter()
    samples, tempo, beats = hear(path)
    elapsed = time.perf_counter() - start
    key, scale, strength = es.KeyExtractor()(samples)
    report = {"file": path, "tempo": {"bpm": tempo}, "beats": beats, "key": {"name": f"{key} {scale}", "confidence": float(strength)},
              "elapsed_s": elapsed}
    with open(os.path.join(sys.argv[1], os.path.splitext(os.path.basename(path))[0] + ".json"), "w") as file:
        json.dump(report, file)
