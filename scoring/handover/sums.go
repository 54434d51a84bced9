package handover

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// summed reports whether the sums cover a file.
func summed(path string) bool { return path != SumsFile && path != SignatureFile }

// sums returns the SHA-256 of every file that is covered, sorted by path, as
// sha256sum writes it and checks it with -c.
func sums(files Files) []byte {
	var out bytes.Buffer
	for _, path := range files.Paths() {
		if summed(path) {
			fmt.Fprintf(&out, "%s  %s\n", digestOf(files[path]), path)
		}
	}
	return out.Bytes()
}

var sumLine = regexp.MustCompile(`^([0-9a-f]{64}) {2}(\S+)$`)

// checkSums holds the files against their sums: none may be missing, changed or
// beside them. It then compares the sums byte for byte with those of the files,
// since sha256sum reads past differences in their form.
func checkSums(files Files) error {
	listed, ok := files[SumsFile]
	if !ok {
		return broken(SumsFile, "it is missing")
	}
	named := make(map[string]bool)
	for i, line := range strings.Split(strings.TrimSuffix(string(listed), "\n"), "\n") {
		parts := sumLine.FindStringSubmatch(line)
		if parts == nil {
			return broken(SumsFile, "line %d is not a sum and a path", i+1)
		}
		digest, path := parts[1], parts[2]
		content, there := files[path]
		switch {
		case !summed(path) || named[path]:
			return broken(SumsFile, "line %d names %s, which does not belong there", i+1, path)
		case !there:
			return broken(path, "it is missing, and %s lists it", SumsFile)
		case digestOf(content) != digest:
			return broken(path, "its SHA-256 is not the one in %s", SumsFile)
		}
		named[path] = true
	}
	for _, path := range files.Paths() {
		if summed(path) && !named[path] {
			return broken(path, "%s does not list it", SumsFile)
		}
	}
	if !bytes.Equal(listed, sums(files)) {
		return broken(SumsFile, "it holds the right sums in another form than demarc writes")
	}
	return nil
}
