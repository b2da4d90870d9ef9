"""Reads an exported jig log with Python's standard library: leaf hashes, root, hash tiles, and (where the package
`cryptography` is there) every Ed25519 signature. Nobody of jig wrote either.

    python3 check.py FOLDER [--signatures]

Prints a line for each check and ends with 1 at the first that fails.
"""

import base64
import hashlib
import json
import pathlib
import sys


def fail(sentence):
    print(f"NOT OK  {sentence}")
    sys.exit(1)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + ("" if width == 256 else f".p/{width}")


def root_of(leaves):
    """RFC 6962, section 2.1, row by row: what has no neighbour goes up as it is."""
    row = list(leaves)
    if not row:
        return sha256()
    while len(row) > 1:
        pairs = [sha256(b"\x01", row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = pairs + ([row[-1]] if len(row) % 2 else [])
    return row[0]


def entries_in(folder, size):
    for index in range((size + 255) // 256):
        path = tile_path("entries", index, min(256, size - index * 256))
        data, at, count = (folder / path).read_bytes(), 0, 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            if at + 2 + length > len(data):
                fail(f"{path} breaks off")
            yield data[at + 2 : at + 2 + length]
            at, count = at + 2 + length, count + 1
        if count != min(256, size - index * 256):
            fail(f"{path} has {count} entries")


def check_tiles(folder, leaves):
    level, row, count = 0, leaves, 0
    while row:
        above = []
        for index in range((len(row) + 255) // 256):
            hashes = row[index * 256 : index * 256 + 256]
            path = tile_path(level, index, len(hashes))
            if (folder / path).read_bytes() != b"".join(hashes):
                fail(f"{path} holds other hashes")
            if len(hashes) == 256:
                above.append(root_of(hashes))
            count += 1
        level, row = level + 1, above
    print(f"ok  {count} hash tiles hold the hashes of the entries")


def note_of(data):
    """C2SP signed-note: text, empty line, signature lines."""
    text, _, block = data.rpartition(b"\n\n")
    lines = []
    for line in block.decode().splitlines():
        dash, name, written = line.split(" ")
        sealed = base64.b64decode(written, validate=True)
        if dash != "—":
            fail("a signature line does not begin with an em dash")
        lines.append((name, sealed[:4], sealed[4:]))
    return text + b"\n", lines


def key_of(written):
    name, key_id, material = written.split("+", 2)
    data = base64.b64decode(material, validate=True)
    its = sha256(name.encode(), b"\n", data)[:4]
    if its.hex() != key_id or data[0] != 1:
        fail(f"{written} is not a key with this id")
    return name, its, data[1:]


def check_signatures(head, log_key, entries):
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    keys, count = {}, 0

    def register(written):
        name, key_id, public = key_of(written)
        keys[name, key_id] = Ed25519PublicKey.from_public_bytes(public)

    def verify(data, what):
        text, lines = note_of(data)
        for name, key_id, signature in lines:
            if (name, key_id) not in keys:
                fail(f"{what}: no key {key_id.hex()} of {name} is registered before it")
            try:
                keys[name, key_id].verify(signature, text)
            except InvalidSignature:
                fail(f"{what}: the signature in the name of {name} does not fit")
        return len(lines)

    register(log_key)
    verify(head, "the tree head")
    for index, entry in enumerate(entries):
        said = json.loads(note_of(entry)[0])
        if said["kind"] in ("log-opened", "key-registered"):
            register(said["key"])
        if said["by"] != [name for name, _, _ in note_of(entry)[1]]:
            fail(f"entry {index}: others signed than are named")
        count += verify(entry, f"entry {index}")
    print(f"ok  the head's and {count} authors' signatures fit")


def main():
    folder = pathlib.Path(sys.argv[1])
    head = (folder / "checkpoint").read_bytes()
    _, size_text, root_text, end = note_of(head)[0].decode().split("\n")
    size, root = int(size_text), base64.b64decode(root_text, validate=True)
    entries = list(entries_in(folder, size))
    leaves = [sha256(b"\x00", entry) for entry in entries]
    if end != "" or root_of(leaves) != root:
        fail(f"the {len(entries)} entries do not make the signed root")
    print(f"ok  {size} entries hash to the signed root {root_text}")
    check_tiles(folder, leaves)
    if "--signatures" in sys.argv:
        log_key = json.loads((folder / "log.json").read_text())["logKey"]
        check_signatures(head, log_key, entries)


main()
