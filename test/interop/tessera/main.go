// Has Tessera, a log that nobody of jig wrote, read what jig writes.
//
//	tessera fsck FOLDER          checks a folder of `jig export` with Tessera's own fsck: every tile, bundle and the root
//	tessera policy POLICY HEAD   says whether a cosigned tree head satisfies a policy, as Tessera reads both
//
// Ends with 1 where the answer is no.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	switch {
	case len(os.Args) == 3 && os.Args[1] == "fsck":
		checkFolder(os.Args[2])
	case len(os.Args) == 4 && os.Args[1] == "policy":
		checkPolicy(os.Args[2], os.Args[3])
	default:
		fail("call it with fsck FOLDER, or policy POLICY HEAD")
	}
}

func checkFolder(folder string) {
	var settings struct {
		LogKey string `json:"logKey"`
	}
	check(json.Unmarshal(read(filepath.Join(folder, "log.json")), &settings), "read log.json")
	key, err := note.NewVerifier(settings.LogKey)
	check(err, "read the log's key")
	from := &client.FileFetcher{Root: folder}
	check(fsck.New(key.Name(), key, from, leafHashes, fsck.Opts{N: 2}).Check(context.Background()), "fsck")
	fmt.Println("ok  every tile, every bundle and the root are those of the signed head")
}

// leafHashes cuts a bundle (C2SP tlog-tiles) with Tessera's own reader.
func leafHashes(bundle []byte) ([][]byte, error) {
	var entries api.EntryBundle
	if err := entries.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	hashes := make([][]byte, 0, len(entries.Entries))
	for _, entry := range entries.Entries {
		hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(entry))
	}
	return hashes, nil
}

func checkPolicy(policy, head string) {
	group, err := tessera.NewWitnessGroupFromPolicy(read(policy))
	check(err, "read the policy")
	if !group.Satisfied(read(head)) {
		fail("the head does not satisfy the policy")
	}
	fmt.Println("ok  the head satisfies the policy")
}

func read(file string) []byte {
	data, err := os.ReadFile(file)
	check(err, "read "+file)
	return data
}

func check(err error, doing string) {
	if err != nil {
		fail("%s: %v", doing, err)
	}
}

func fail(format string, values ...any) {
	fmt.Printf("NOT OK  "+format+"\n", values...)
	os.Exit(1)
}
