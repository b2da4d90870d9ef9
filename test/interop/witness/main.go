// A witness, and a client of witnesses, that nobody of jig wrote (github.com/transparency-dev/witness), against jig.
//
//	witness serve LOGKEY          a witness of this log on a free port; prints its address and its cosignature key
//	witness ask URL OLD HEAD KEY  asks URL for a cosignature on the head in a file, as from a log of OLD entries, and prints
//	                              the answer: `cosigned` where the line fits KEY, `size N`, or the refusal's name
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"

	f_note "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/witness/api"
	client "github.com/transparency-dev/witness/client/http"
	"github.com/transparency-dev/witness/persistence/inmemory"
	"github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	switch {
	case len(os.Args) == 3 && os.Args[1] == "serve":
		serve(os.Args[2])
	case len(os.Args) == 6 && os.Args[1] == "ask":
		ask(os.Args[2], os.Args[3], os.Args[4], os.Args[5])
	default:
		fail("call it with serve LOGKEY, or ask URL OLD HEAD KEY")
	}
}

func serve(logKey string) {
	verifier, err := note.NewVerifier(logKey)
	check(err, "read the log's key")
	secret, public, err := note.GenerateKey(nil, "witness.example")
	check(err, "make a key")
	signer, err := f_note.NewSignerForCosignatureV1(secret)
	check(err, "make a cosigner")
	key, err := f_note.VKeyToCosignatureV1(public)
	check(err, "write the cosigner's key")
	its, err := witness.New(context.Background(), witness.Opts{
		Persistence: inmemory.New(),
		Signers:     []note.Signer{signer},
		VerifierForLog: func(_ context.Context, origin string) (note.Verifier, bool, error) {
			return verifier, origin == verifier.Name(), nil
		},
	})
	check(err, "make a witness")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err, "listen")
	fmt.Printf("http://%s %s\n", listener.Addr(), key)
	handler := http.NewServeMux()
	handler.HandleFunc(api.HTTPAddCheckpoint, witness.NewHTTPHandler(its).AddCheckpoint)
	check(http.Serve(listener, handler), "serve")
}

func ask(address, old, head, key string) {
	where, err := url.Parse(address)
	check(err, "read the address")
	size, err := strconv.ParseUint(old, 10, 64)
	check(err, "read the old size")
	checkpoint, err := os.ReadFile(head)
	check(err, "read the head")
	lines, theirs, err := client.NewWitness(where, http.DefaultClient).Update(context.Background(), size, checkpoint, nil)
	if errors.Is(err, witness.ErrCheckpointStale) {
		fmt.Printf("size %d\n", theirs)
		return
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	cosigner, err := f_note.NewVerifierForCosignatureV1(key)
	check(err, "read the cosigner's key")
	text, _, _ := bytes.Cut(checkpoint, []byte("\n\n"))
	_, err = note.Open(append(append(text, "\n\n"...), lines...), note.VerifierList(cosigner))
	check(err, "open the cosigned head")
	fmt.Println("cosigned")
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
