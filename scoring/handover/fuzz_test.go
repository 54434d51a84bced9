package handover_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/scoring/handover"
)

// Whatever is put in the place of a file, with the sums made anew, is refused
// with the name of a file, or as of a later version, and nothing panics. Sign-offs by name are the
// exception: only a signature with a key holds them.
func FuzzNothingElseIsAccepted(f *testing.F) {
	whole := build(f, threeQuarters(f))
	paths := whole.Paths()
	for at, path := range paths {
		f.Add(uint8(at), whole[path])
		f.Add(uint8(at), []byte("{}"))
	}
	f.Fuzz(func(t *testing.T, at uint8, content []byte) {
		path := paths[int(at)%len(paths)]
		if strings.HasSuffix(path, "signoff.json") || bytes.Equal(content, whole[path]) {
			return
		}
		files := maps.Clone(whole)
		files[path] = content
		if path != handover.SumsFile {
			files = summed(files)
		}
		var broken *handover.IntegrityError
		verified, err := handover.Verify(context.Background(), files, nil)
		if err == nil && !verified.Package.SameLayout {
			return // it says that the layout was not compared
		}
		if !errors.As(err, &broken) && !errors.Is(err, questionnaire.ErrNewerSchema) {
			t.Errorf("%s: got %v", path, err)
		}
	})
}
