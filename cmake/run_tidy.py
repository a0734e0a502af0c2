#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the tree in minutes instead of hours.

    run_tidy.py --build DIR [--jobs N] [--tidy clang-tidy-16] [FILE...]

Most of a run goes into reading Qt's headers again for every file, so the files of a folder are read together, a few at a
time. Where names in unnamed namespaces clash the group is divided until it compiles; a file that does not compile
alone is a finding.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

GROUP = 8
EXTRA = ["-D__cpp_concepts=202002L", "-Wno-builtin-macro-redefined", "-Wno-macro-redefined", "-Wno-unknown-warning-option",
         "-Wno-unused-function", "-Wno-pragma-once-outside-header"]
CLASH = re.compile(r"clang-diagnostic-error")


def flags_of(entry):
    """What clang 16 understands of GCC's command: no precompiled headers, C++23 by its older name."""
    words = shlex.split(entry["command"])
    keep = [w for i, w in enumerate(words) if w.startswith(("-I", "-D")) or w == "-isystem" or words[i - 1] == "-isystem"]
    return keep + ["-std=c++2b", "-fPIC"]


def tidy(options, flags, files):
    """(finding lines, compiled) of one group."""
    with tempfile.NamedTemporaryFile("w", suffix=".cpp", delete=False) as unity:
        unity.write("".join(f'#include "{os.path.abspath(f)}"\n' for f in files))
    try:
        done = subprocess.run([options.tidy, "--quiet", "--header-filter=/(core|ui|app)/[^/]+/[^/]+[.](h|cpp)$", "--config-file=.clang-tidy", unity.name, "--"] + flags + EXTRA,
                              capture_output=True, text=True)
    finally:
        os.unlink(unity.name)
    findings = [line for line in done.stdout.splitlines() if re.search(r": (warning|error): ", line)]
    return findings, not any(CLASH.search(line) for line in findings)


def tidy_group(options, flags, files):
    findings, compiled = tidy(options, flags, files)
    if compiled or len(files) == 1:
        return findings
    half = len(files) // 2
    return tidy_group(options, flags, files[:half]) + tidy_group(options, flags, files[half:])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--tidy", default="clang-tidy-16")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    wanted = {os.path.abspath(f) for f in options.files}
    groups = {}
    with open(os.path.join(options.build, "compile_commands.json"), encoding="utf-8") as f:
        for entry in json.load(f):
            file = entry["file"]
            if re.match(r"(core|ui|app)/", os.path.relpath(file)) and (not wanted or file in wanted):
                groups.setdefault(os.path.dirname(file), []).append(entry)
    work = []
    for entries in groups.values():
        for i in range(0, len(entries), GROUP):
            part = entries[i:i + GROUP]
            work.append((flags_of(part[0]), [e["file"] for e in part]))
    found = set()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for findings in pool.map(lambda w: tidy_group(options, *w), work):
            for line in findings:
                if line not in found:
                    found.add(line)
                    print(line, flush=True)
    print(f"{sum(len(w[1]) for w in work)} files, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
