#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the graph of every family, preset, kind and option with the command line and has a validator read them against
what servers say of their nodes.

    tests/peers/check_graph_matrix.py --cli build/release/bin/storycanvas-cli --validator workflow-validate.py \
        --object-info core.json [--object-info custom.json ...] [--out DIR]

Combinations that the program refuses are counted with their reason; everything it builds must pass. Exit status: 0 all passed.
"""
import argparse
import collections
import concurrent.futures
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

FAMILIES = ["flux_dev", "flux_krea", "flux_pro", "sdxl", "pony", "illustrious", "wan_2_1", "wan_2_2", "ltx_video",
            "hunyuan_video", "hidream", "qwen_image", "qwen_edit"]
OPTIONS = {
    "plain": {},
    "init": {"init_image": "a.png"},
    "first and last": {"init_image": "a.png", "end_image": "b.png"},
    "last": {"end_image": "b.png"},
    "mask": {"init_image": "a.png", "mask": "m.png", "denoise": 0.6},
    "loras": {"loras": [{"name": "x.safetensors", "weight": 0.8}, {"name": "y.safetensors"}]},
    "refiner": {"refiner": True},
    "upscale": {"upscale": True},
    "upscale by four": {"upscale": {"factor": 4, "model": "SwinIR_4x"}},
    "interpolate": {"interpolate_fps": 48},
    "face swap": {"face_swap": {"face_image": "f.png"}},
    "control": {"control": {"type": "depth", "image": "d.png", "strength": 0.7}},
    "ip adapter": {"character": {"method": "ip_adapter", "images": ["p.png", "q.png"]}},
    "face id": {"character": {"method": "face_id", "images": ["p.png"]}},
    "instant id": {"character": {"method": "instantid", "images": ["p.png"]}},
    "reference": {"character": {"method": "reference", "images": ["p.png"]}},
    "guidance": {"pag_scale": 3},
    "clip skip": {"clip_skip": 2},
    "batch": {"batch_size": 4},
    "own model": {"model": "mine.gguf"},
    "odd size": {"width": 1000, "height": 1000, "frames": 50},
    "largest seed": {"seed": 9223372036854775807},
    "sound to video": {"init_image": "a.png", "lip_sync": {"method": "wan_s2v", "audio": "s.wav", "start": 3, "length": 12}},
    "infinite talk": {"init_image": "a.png", "lip_sync": {"method": "infinite_talk", "audio": "s.wav", "length": 9}},
    "humo": {"init_image": "a.png", "lip_sync": {"method": "humo", "audio": "s.wav", "length": 3}},
    "latent sync": {"lip_sync": {"method": "latent_sync", "audio": "s.wav", "video": "v.mp4", "length": 4}},
}


def build(arguments, combination):
    family, preset, kind, option = combination
    params = {"prompt": "a neon street", "seed": 7, **OPTIONS[option]}
    if family == "qwen_edit":
        params.setdefault("init_image", "src.png")
    command = [arguments.cli, "--json", "workflow", "build", "--family", family, "--preset", preset, "--kind", kind,
               "--params", json.dumps(params)]
    for info in arguments.object_info:
        command += ["--object-info", info]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line and not line.startswith("QStandardPaths")]
        return None, " / ".join(said[:2])
    return done.stdout, None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--validator", required=True)
    parser.add_argument("--object-info", action="append", required=True)
    parser.add_argument("--out", help="keeps the graphs there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(arguments.out or scratch)
        out.mkdir(parents=True, exist_ok=True)
        combinations = list(itertools.product(FAMILIES, ["fast", "quality"], ["image", "video"], OPTIONS))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda combination: build(arguments, combination), combinations))
        graphs, refused = [], collections.Counter()
        for combination, (graph, reason) in zip(combinations, answers):
            if graph is None:
                refused[reason] += 1
                continue
            graphs.append(out / ("-".join(combination).replace(" ", "_") + ".json"))
            graphs[-1].write_text(graph)
        extra = [word for info in arguments.object_info[1:] for word in ("--extra", info)]
        done = subprocess.run([sys.executable, arguments.validator, arguments.object_info[0], *map(str, graphs), *extra],
                              capture_output=True, text=True, check=False)
        print(f"{len(combinations)} combinations: {len(graphs)} built, {sum(refused.values())} refused; validator rc {done.returncode}")
        for reason, count in refused.most_common():
            print(f"  refused {count}: {reason}")
        if done.returncode:
            print(done.stdout[-4000:], done.stderr[-2000:])
        return done.returncode or (1 if not graphs else 0)


if __name__ == "__main__":
    sys.exit(main())
