# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the graph of every family, preset and kind and checks it against what a real ComfyUI says of its nodes.

Model files are not compared (that server has none), the nodes, inputs, links, kinds and ranges are. Nodes of packages that the server lacks
are counted and named. With --validator PROGRAM each graph is also given to that program: PROGRAM OBJECT_INFO GRAPH --lenient."""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile


# Said of model files, of which that server has none: "'x.safetensors' is not one of ..."
FILE_ABSENT = re.compile(r"'[^']+\.(safetensors|sft|ckpt|pt|pth|bin|gguf|onnx|png)' is not one of")


def inputs_of(node_class):
    return {**node_class["input"].get("required", {}), **node_class["input"].get("optional", {})}


def faults_of(graph, info):
    for node_id, node in graph.items():
        known = info[node["class_type"]]
        allowed = inputs_of(known)
        dynamic = {name for name, spec in allowed.items() if isinstance(spec[0], str) and spec[0].startswith("COMFY_")}
        for name, value in node["inputs"].items():
            if name.split(".")[0] in dynamic:
                continue
            if name not in allowed:
                if isinstance(value, list):  # a plain value more is ignored by the server
                    yield f"node {node_id} ({node['class_type']}) has no input {name}"
                continue
            kind = allowed[name][0]
            options = allowed[name][1] if len(allowed[name]) > 1 else {}
            if isinstance(value, list):
                source = graph.get(value[0])
                if source is None:
                    yield f"node {node_id}: link to nothing"
                elif value[1] >= len(info[source["class_type"]]["output"]):
                    yield f"node {node_id}: {source['class_type']} has no output {value[1]}"
                elif isinstance(kind, str) and kind != "*" and info[source["class_type"]]["output"][value[1]] not in kind.split(",") + ["*"]:
                    yield f"node {node_id}: {name} wants {kind}"
            elif kind in ("INT", "FLOAT") and not options.get("min", value) <= value <= options.get("max", value):
                yield f"node {node_id}: {name} = {value} is out of range"
        for name in known["input"].get("required", {}):
            spec = known["input"]["required"][name]
            fitted = isinstance(spec[0], list) or len(spec) > 1 and "default" in spec[1]  # put in when a graph is fitted to a server
            if name not in node["inputs"] and name not in dynamic and not fitted:
                yield f"node {node_id} ({node['class_type']}) lacks {name}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--object-info", required=True)
    parser.add_argument("--validator")
    options = parser.parse_args()
    info = json.loads(pathlib.Path(options.object_info).read_text())
    families = json.loads(subprocess.run([options.cli, "--json", "model", "families"], capture_output=True, check=True).stdout)
    good, faulty, lacking = 0, [], {}
    for family in families:
        for preset in ("fast", "quality"):
            for kind in ("image", "video"):
                for params in ({}, {"init_image": "a.png"}, {"upscale": True}, {"init_image": "a.png", "end_image": "b.png"}):
                    built = subprocess.run([options.cli, "--json", "workflow", "build", "--family", family["id"], "--preset", preset, "--kind", kind,
                                            "--params", json.dumps({"prompt": "a street", "seed": 5, **params})], capture_output=True)
                    if built.returncode:
                        continue  # the family cannot do it, and says why
                    graph = json.loads(built.stdout)
                    absent = {node["class_type"] for node in graph.values()} - set(info)
                    for name in absent:
                        lacking[name] = lacking.get(name, 0) + 1
                    if absent:
                        continue
                    where = f"{family['id']} {preset} {kind} {params}"
                    faults = list(faults_of(graph, info))
                    if options.validator:
                        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                            json.dump(graph, file)
                            file.flush()
                            checked = subprocess.run([sys.executable, options.validator, options.object_info, file.name, "--lenient"], capture_output=True, text=True)
                            told = [line for line in checked.stdout.splitlines() if ": node " in line and not FILE_ABSENT.search(line)]
                            faults += told + ([checked.stderr.strip()[-300:]] if checked.returncode not in (0, 1) else [])
                    good += not faults
                    faulty += [f"{where}: {fault}" for fault in faults]
    print(f"{good} graphs fit this ComfyUI, {len(faulty)} faults; not judged because it lacks "
          + (", ".join(f"{name} ({count})" for name, count in sorted(lacking.items())) or "nothing"))
    for fault in faulty:
        print("  " + fault)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
