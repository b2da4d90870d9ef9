// Reads an exported jig log with Go's own note and tlog packages (golang.org/x/mod/sumdb), which nobody of jig wrote.
//
//	interop FOLDER PROOFS
//
// FOLDER is what `jig export` writes; PROOFS is a file of proofs that jig's core made, to be checked and made again.
// Prints a line for each check and ends with 1 at the first that fails.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// C2SP tlog-tiles fixes the height that Go's paths still spell out: tile/8/0/000 there is tile/0/000 here.
const height = 8

func main() {
	if len(os.Args) != 3 {
		fail("call it with a folder and a file of proofs")
	}
	folder := os.Args[1]
	tree, vkey := openHead(folder)
	entries := readEntries(folder, tree.N)
	stored := recompute(entries)
	root, err := tlog.TreeHash(tree.N, stored)
	check(err, "recompute the root")
	require(root == tree.Hash, "the entries make the root %v, signed is %v", root, tree.Hash)
	fmt.Printf("ok  %d entries hash to the signed root %v\n", tree.N, root)
	checkTiles(folder, tree, stored)
	checkProofs(os.Args[2], tree, stored, vkey)
	checkStatements(entries)
}

// openHead opens the checkpoint as a signed note and reads its three lines (C2SP tlog-checkpoint).
func openHead(folder string) (tlog.Tree, string) {
	var settings struct {
		LogKey string `json:"logKey"`
	}
	check(json.Unmarshal(read(folder, "log.json"), &settings), "read log.json")
	return headIn(read(folder, "checkpoint"), settings.LogKey), settings.LogKey
}

func headIn(signed []byte, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	check(err, "read the log's key")
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err, "open the checkpoint")
	lines := strings.Split(opened.Text, "\n")
	require(len(lines) == 4 && lines[3] == "", "the checkpoint has %d lines", len(lines))
	require(lines[0] == verifier.Name(), "the checkpoint is of %s", lines[0])
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "read the size")
	hash, err := tlog.ParseHash(lines[2])
	check(err, "read the root")
	return tlog.Tree{N: size, Hash: hash}
}

func pathOf(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tile.H))
}

// readEntries cuts every bundle (level -1 of Go's tiles is its data, whose C2SP name is "entries").
func readEntries(folder string, size int64) [][]byte {
	var entries [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := int(min(256, size-n*256))
		path := strings.Replace(pathOf(tlog.Tile{H: height, L: -1, N: n, W: width}), "/data/", "/entries/", 1)
		bundle := read(folder, path)
		for len(bundle) > 0 {
			require(len(bundle) >= 2, "%s breaks off", path)
			length := int(binary.BigEndian.Uint16(bundle))
			require(len(bundle) >= 2+length, "%s breaks off", path)
			entries = append(entries, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
		require(int64(len(entries)) == n*256+int64(width), "%s has another number of entries", path)
	}
	return entries
}

// recompute stores the hashes of the whole tree as Go's own logs store them.
func recompute(entries [][]byte) tlog.HashReaderFunc {
	var hashes []tlog.Hash
	reader := func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			if index >= int64(len(hashes)) {
				return nil, fmt.Errorf("no hash %d", index)
			}
			found[i] = hashes[index]
		}
		return found, nil
	}
	for n, entry := range entries {
		more, err := tlog.StoredHashes(int64(n), entry, tlog.HashReaderFunc(reader))
		check(err, "hash an entry")
		hashes = append(hashes, more...)
	}
	return reader
}

// served reads tiles from the folder; TileHashReader holds each against the signed root before it uses it.
type served struct{ folder string }

func (served) Height() int                                { return height }
func (served) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (from served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		bytes, err := os.ReadFile(filepath.Join(from.folder, filepath.FromSlash(pathOf(tile))))
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}

func checkTiles(folder string, tree tlog.Tree, stored tlog.HashReader) {
	tiles := tlog.NewTiles(height, 0, tree.N)
	count := 0
	for _, tile := range tiles {
		want, err := tlog.ReadTileData(tile, stored)
		check(err, "make "+pathOf(tile))
		require(bytes.Equal(want, read(folder, pathOf(tile))), "%s holds other hashes", pathOf(tile))
		count++
	}
	fmt.Printf("ok  %d hash tiles are byte for byte those of Go's tlog\n", count)
	authenticated := tlog.TileHashReader(tree, served{folder})
	for _, size := range []int64{1, 2, 255, 256, 257, tree.N / 2, tree.N - 1, tree.N} {
		if size < 1 || size > tree.N {
			continue
		}
		fromTiles, err := tlog.TreeHash(size, authenticated)
		check(err, fmt.Sprintf("hash %d entries from the tiles", size))
		fromEntries, err := tlog.TreeHash(size, stored)
		check(err, "hash the entries")
		require(fromTiles == fromEntries, "at size %d tiles and entries part", size)
	}
	fmt.Println("ok  TileHashReader accepts the tiles, and its roots at eight sizes are those of the entries")
}

type proofs struct {
	Inclusions []struct {
		Index int64    `json:"index"`
		Path  []string `json:"path"`
	} `json:"inclusions"`
	Consistency []struct {
		Older int64    `json:"older"`
		Path  []string `json:"path"`
	} `json:"consistency"`
	Receipt string `json:"receipt"`
}

func checkProofs(file string, tree tlog.Tree, stored tlog.HashReader, vkey string) {
	var given proofs
	data, err := os.ReadFile(file)
	check(err, "read the proofs")
	check(json.Unmarshal(data, &given), "read the proofs")
	require(len(given.Inclusions) > 0 && len(given.Consistency) > 0, "there are no proofs")
	for _, one := range given.Inclusions {
		path := hashesOf(one.Path)
		leaf, err := stored.ReadHashes([]int64{tlog.StoredHashIndex(0, one.Index)})
		check(err, "find a leaf")
		check(tlog.CheckRecord(path, tree.N, tree.Hash, one.Index, leaf[0]), fmt.Sprintf("inclusion of entry %d", one.Index))
		its, err := tlog.ProveRecord(tree.N, one.Index, stored)
		check(err, "prove inclusion")
		require(equal(path, its), "Go proves the inclusion of entry %d in another way", one.Index)
	}
	fmt.Printf("ok  %d inclusion proofs hold, and are those that Go makes\n", len(given.Inclusions))
	for _, one := range given.Consistency {
		path := hashesOf(one.Path)
		older, err := tlog.TreeHash(one.Older, stored)
		check(err, "hash the older tree")
		check(tlog.CheckTree(path, tree.N, tree.Hash, one.Older, older), fmt.Sprintf("consistency from %d", one.Older))
		its, err := tlog.ProveTree(tree.N, one.Older, stored)
		check(err, "prove consistency")
		require(equal(path, its), "Go proves the consistency from %d in another way", one.Older)
	}
	fmt.Printf("ok  %d consistency proofs hold, and are those that Go makes\n", len(given.Consistency))
	checkReceipt(given.Receipt, stored, vkey)
}

// checkReceipt reads a receipt (C2SP tlog-proof) and follows it to the head inside it.
func checkReceipt(receipt string, stored tlog.HashReader, vkey string) {
	proof, signed, _ := strings.Cut(receipt, "\n\n")
	lines := strings.Split(proof, "\n")
	require(len(lines) >= 2 && lines[0] == "c2sp.org/tlog-proof@v1", "the receipt begins with %s", lines[0])
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	check(err, "read the receipt's index")
	head := headIn([]byte(signed), vkey)
	leaf, err := stored.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
	check(err, "find the receipt's leaf")
	check(tlog.CheckRecord(hashesOf(lines[2:]), head.N, head.Hash, index, leaf[0]), "the receipt")
	fmt.Printf("ok  the receipt proves entry %d in its own head of %d\n", index, head.N)
}

// checkStatements opens every entry as a signed note with the keys that the log registered before it.
func checkStatements(entries [][]byte) {
	keys := map[string]note.Verifier{}
	signatures := 0
	for n, entry := range entries {
		text, _, _ := bytes.Cut(entry, []byte("\n\n"))
		var said struct {
			Kind string   `json:"kind"`
			By   []string `json:"by"`
			Key  string   `json:"key"`
		}
		check(json.Unmarshal(text, &said), fmt.Sprintf("read entry %d", n))
		if said.Kind == "log-opened" || said.Kind == "key-registered" {
			verifier, err := note.NewVerifier(said.Key)
			check(err, fmt.Sprintf("read the key of entry %d", n))
			keys[verifier.Name()] = verifier
		}
		var known []note.Verifier
		for _, author := range said.By {
			require(keys[author] != nil, "entry %d: no key of %s is registered before it", n, author)
			known = append(known, keys[author])
		}
		opened, err := note.Open(entry, note.VerifierList(known...))
		check(err, fmt.Sprintf("open entry %d", n))
		whole := len(opened.Sigs) == len(said.By) && len(opened.UnverifiedSigs) == 0
		require(whole, "entry %d: %d of %d signatures hold", n, len(opened.Sigs), len(said.By))
		signatures += len(opened.Sigs)
	}
	fmt.Printf("ok  %d statements open as notes, with %d signatures of their authors\n", len(entries), signatures)
}

func hashesOf(written []string) []tlog.Hash {
	hashes := make([]tlog.Hash, len(written))
	for i, text := range written {
		bytes, err := base64.StdEncoding.DecodeString(text)
		check(err, "read a hash")
		require(len(bytes) == tlog.HashSize, "a hash has %d bytes", len(bytes))
		copy(hashes[i][:], bytes)
	}
	return hashes
}

func equal(a, b []tlog.Hash) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func read(folder, path string) []byte {
	data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(path)))
	check(err, "read "+path)
	return data
}

func check(err error, doing string) {
	if err != nil {
		fail("%s: %v", doing, err)
	}
}

func require(fine bool, format string, values ...any) {
	if !fine {
		fail(format, values...)
	}
}

func fail(format string, values ...any) {
	fmt.Printf("NOT OK  "+format+"\n", values...)
	os.Exit(1)
}
