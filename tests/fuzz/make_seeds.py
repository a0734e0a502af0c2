#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small real seeds for the fuzz targets, into tests/fuzz/seeds/NAME.

Usage: tests/fuzz/make_seeds.py [FOLDER OF storycanvas-cli]     (build/release/bin when none is named)

Needs the ffmpeg program. The seeds are in the repository; run this again when a stored form has changed.
"""
import io
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = HERE / "seeds"
CONTAINERS = ["mp3", "flac", "ogg", "m4a", "wav", "aiff", "aac", "mka"]  # order of fuzz_tags.cpp
CODECS = {"mp3": 0, "flac": 1, "ogg": 2, "opus": 3}
TAGS = ["title=Neon Drive", "artist=Ada", "album=Nights", "genre=Synthwave", "date=1987", "track=3", "comment=made for a test"]


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-bitexact", *map(str, arguments)], check=True)


def put(target, name, data):
    folder = SEEDS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def sounds(work):
    """A short tone in every container, with and without tags, a cover and a picture that moves."""
    tone, cover = work / "tone.wav", work / "cover.png"
    ffmpeg("-f", "lavfi", "-i", "sine=440:duration=0.15:sample_rate=8000", tone)
    ffmpeg("-f", "lavfi", "-i", "color=red:size=8x8:duration=1:rate=1", "-frames:v", 1, cover)
    tags = [word for tag in TAGS for word in ("-metadata", tag)]
    for kind in ["wav", "flac", "mp3", "ogg", "opus", "m4a", "aiff", "aac", "mka", "caf", "w64"]:
        path = work / f"plain.{kind}"
        own = {"aiff": ["-write_id3v2", 1], "flac": ["-metadata_header_padding", 0]}.get(kind, [])
        ffmpeg("-i", tone, *tags, *own, path)
        put("fuzz_probe", path.name, path.read_bytes())
        put("fuzz_decode", path.name, path.read_bytes())
        container = "ogg" if kind == "opus" else kind
        if container in CONTAINERS:
            choice = CONTAINERS.index(container) + len(CONTAINERS) * CODECS.get(kind, 4)
            put("fuzz_tags", path.name, bytes([choice]) + path.read_bytes())
    for kind in ["mp3", "flac", "m4a"]:
        path = work / f"cover.{kind}"
        ffmpeg("-i", tone, "-i", cover, "-map", 0, "-map", 1, "-c:v", "copy", "-disposition:v", "attached_pic", *tags, "-metadata_header_padding", 0, path)
        put("fuzz_tags", path.name, bytes([CONTAINERS.index(kind)]) + path.read_bytes())
    movie = work / "movie.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc=size=16x16:rate=5:duration=0.4", "-i", tone, "-c:v", "mpeg4", movie)
    locked = (work / "plain.m4a").read_bytes().replace(b"mp4a", b"drms", 1)
    odd = {
        "movie.mp4": movie.read_bytes(),
        "protected.m4p": locked,
        "zeros-behind.wav": tone.read_bytes() + bytes(200),
        "endless.wav": tone.read_bytes()[:40] + b"\xff\xff\xff\xff" + tone.read_bytes()[44:],
        "cut-off.mp3": (work / "plain.mp3").read_bytes()[:700],
        "text.mp3": b"These are words, no song.\n",
    }
    for name, data in odd.items():
        put("fuzz_probe", name, data)
        put("fuzz_decode", name, data)


def analyses(cli, work):
    """What the library keeps of a song that was heard: the analysis, and the bytes beside it."""
    song, profile = work / "song.wav", work / "profile"
    beat = "0.4*sin(2*PI*(220+110*floor(mod(t,4)))*t)*exp(-8*mod(t,0.5))"
    ffmpeg("-f", "lavfi", "-i", f"aevalsrc='{beat}':duration=8:sample_rate=8000", song)
    run = [str(cli), "--profile-dir", str(profile), "track"]
    subprocess.run([*run, "import", str(song)], check=True, capture_output=True)
    subprocess.run([*run, "analyze"], check=True, capture_output=True)
    with sqlite3.connect(profile / "library.db") as db:
        text, waveform, picture = db.execute("SELECT json, waveform, picture FROM analysis").fetchone()
        (likeness,) = db.execute("SELECT profile FROM likeness").fetchone()
        prints = db.execute("SELECT print FROM fingerprint").fetchone()
    put("fuzz_analysis_json", "heard.json", text.encode())
    bare = json.loads(text)
    put("fuzz_analysis_json", "bare.json", json.dumps({key: bare[key] for key in list(bare)[:6]}).encode())
    # The first byte of fuzz_stored_bytes.cpp chooses the kind.
    for choice, (name, data) in enumerate([("waveform", waveform), ("picture", picture), ("likeness", likeness)]):
        put("fuzz_stored_bytes", name, bytes([choice]) + data)
    if prints:
        put("fuzz_stored_bytes", "fingerprint", bytes([3]) + prints[0])
    bundle, xml = work / "neon.scbundle", work / "neon.fcpxml"
    run = [str(cli), "--profile-dir", str(profile)]
    subprocess.run([*run, "project", "new", str(bundle), "--song", str(song)], check=True, capture_output=True)
    subprocess.run([*run, "plan", "apply", str(bundle)], check=True, capture_output=True)
    subprocess.run([*run, "export", "fcpxml", str(bundle), "--out", str(xml)], check=True, capture_output=True)
    found = [xml] if xml.is_file() else sorted(xml.rglob("*.fcpxml"))
    for path in found or sorted(work.rglob("*.fcpxml")):
        put("fuzz_fcpxml", path.name, path.read_bytes())
    # Small ones: without bars and pictures.
    for verb, suffix, target in [("edl", "edl", "edl"), ("otio", "otio", "otio"), ("xmeml", "xml", "xmeml"), ("json", "json", "project_json")]:
        path = work / f"cut.{suffix}"
        own = ["--no-bar-markers"] if verb in ("otio", "xmeml") else []
        subprocess.run([*run, "export", verb, str(bundle), "--out", str(path), *own], check=True, capture_output=True)
        put(f"fuzz_{target}", path.name, path.read_bytes())
    whole = work / "whole.json"
    subprocess.run([*run, "export", "json", str(bundle), "--complete", "--out", str(whole)], check=True, capture_output=True)
    put("fuzz_project_file", "complete.json", whole.read_bytes().replace(str(work).encode(), b"/films"))
    for path in sorted((SEEDS / "fuzz_project_json").iterdir()):
        put("fuzz_project_file", "readable.json", path.read_bytes())
    for name, method in [("deflated", zipfile.ZIP_DEFLATED), ("stored", zipfile.ZIP_STORED)]:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", method) as archive:
            archive.writestr("content.otio", (work / "cut.otio").read_bytes())
            archive.writestr("version.txt", "1.0.0")
        put("fuzz_otioz", f"{name}.otioz", packed.getvalue())


def tables():
    """Words with times (fuzz_lyrics.cpp) and a shot list for the shots of fuzz_shot_list.cpp."""
    texts = {
        "song.lrc": "[ti:Neon Drive]\n[offset:+250]\n[00:01.50]Every red light\n[00:04.00][00:09.00]begging us\n[00:12.00]\n",
        "words.lrc": "[00:01.00]<00:01.00>Every <00:01.40>red <00:01.90>light\n",
        "song.srt": "1\n00:00:01,500 --> 00:00:04,000\n<i>Every</i> red light\n\n2\n00:00:05,000 --> 00:00:06,250\nbegging us\nto stay\n",
        "song.vtt": "WEBVTT - Neon\n\nNOTE said\n\nfirst\n00:01.500 --> 00:04.000 align:start\n<v Ada>Every <00:02.000>red <b>light</b>\n",
    }
    for name, text in texts.items():
        put("fuzz_lyrics", name, text.encode())
    put("fuzz_lyrics", "wide.lrc", texts["song.lrc"].encode("utf-16"))
    head = "id,name,image_prompt,video_prompt,negative_prompt,lyrics,notes,scene"
    put("fuzz_shot_list", "commas.csv", f'\ufeff{head}\r\none,"Rain, wide",wet asphalt,,,,"two\nlines",Intro\r\ntwo,\'=x,,,blur,,,Intro\r\n'.encode())
    put("fuzz_shot_list", "tabs.csv", f"{head}\none\tRain\n".replace(",", "\t").encode("utf-16"))
    put("fuzz_shot_list", "semicolons.csv", "id;name\nthree;Last\nnobody;Gone\n".encode())


def graphs():
    """A list of nodes, a zero byte, a graph (fuzz_graph.cpp)."""
    nodes = {"KSampler": {"input": {"required": {"seed": ["INT", {"default": 0}], "model": ["MODEL"]}}, "output": ["LATENT"]}}
    graph = {"3": {"class_type": "KSampler", "inputs": {"seed": 7, "model": ["4", 0]}}, "4": {"class_type": "Unknown", "inputs": {}}}
    put("fuzz_graph", "small", json.dumps(nodes).encode() + b"\0" + json.dumps(graph).encode())


def messages():
    """What a ComfyUI server says (fuzz_server_messages.cpp)."""
    said = {
        "progress": {"type": "progress", "data": {"value": 3, "max": 20, "prompt_id": "p", "node": "3"}},
        "executing": {"type": "executing", "data": {"node": None, "prompt_id": "p"}},
        "status": {"type": "status", "data": {"status": {"exec_info": {"queue_remaining": 2}}, "sid": "s"}},
        "history": {"p": {"outputs": {"9": {"images": [{"filename": "a.png", "subfolder": "", "type": "output"}]}},
                          "status": {"status_str": "success", "completed": True, "messages": []}}},
        "queue": {"queue_running": [[1, "p", {}, {}, ["9"]]], "queue_pending": []},
        "submission": {"prompt_id": "p", "number": 1, "node_errors": {}},
    }
    for name, value in said.items():
        put("fuzz_server_messages", f"{name}.json", json.dumps(value).encode())


def requests():
    """What a client says to the practice server (fuzz_http_message.cpp)."""
    form = b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\nbytes\r\n--b--\r\n'
    put("fuzz_http_message", "get.http", b"GET /api/view?filename=a.png&type=output HTTP/1.1\r\nHost: h\r\nRange: bytes=1-\r\n\r\n")
    put("fuzz_http_message", "post.http", b"POST /upload/image HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
        + str(len(form)).encode() + b"\r\n\r\n" + form)
    put("fuzz_http_message", "form", form)
    put("fuzz_http_message", "address", b"https://me:word@[::1]:8188/comfy/api/#x")


def main():
    cli = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "build/release/bin") / "storycanvas-cli"
    for target in ["probe", "decode", "tags", "analysis_json", "stored_bytes", "fcpxml", "edl", "otio", "otioz", "xmeml", "project_json", "project_file", "lyrics", "shot_list", "graph", "server_messages", "http_message"]:
        shutil.rmtree(SEEDS / f"fuzz_{target}", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        sounds(work)
        analyses(cli, work)
    tables()
    graphs()
    messages()
    requests()
    sizes = {folder.name: sum(file.stat().st_size for file in folder.iterdir()) for folder in sorted(SEEDS.iterdir())}
    for name, size in sizes.items():
        print(f"{name}: {size} bytes")
    print(f"all: {sum(sizes.values())} bytes")


if __name__ == "__main__":
    main()
