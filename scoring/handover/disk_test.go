package handover_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/scoring/handover"
)

// names returns what a folder holds, hidden files included.
func names(t testing.TB, dir string) []string {
	t.Helper()
	var found []string
	for _, entry := range must[[]os.DirEntry](t)(os.ReadDir(dir)) {
		found = append(found, entry.Name())
	}
	return found
}

func TestWrittenIsReadBack(t *testing.T) {
	files := build(t, threeQuarters(t))
	for _, name := range []string{"package", "package.zip", "package.ZIP"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		if err := handover.Write(path, files); err != nil {
			t.Fatal(err)
		}
		read, err := handover.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(files, read); diff != "" {
			t.Error(name, diff)
		}
		if diff := cmp.Diff([]string{name}, names(t, dir)); diff != "" {
			t.Error("more is left than the package", diff)
		}
		info := must[fs.FileInfo](t)(os.Stat(path))
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is for others to read: %s", name, info.Mode())
		}
		if info.IsDir() != (name == "package") {
			t.Errorf("%s is %s", name, info.Mode())
		}
	}
}

// A zip does not say when it was made.
func TestZipHoldsNoTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "package.zip")
	if err := handover.Write(path, build(t, threeQuarters(t))); err != nil {
		t.Fatal(err)
	}
	archive := must[*zip.ReadCloser](t)(zip.OpenReader(path))
	defer func() { _ = archive.Close() }() // it was only read
	for _, entry := range archive.File {
		if entry.Modified.Year() != 1980 {
			t.Errorf("%s is of %s", entry.Name, entry.Modified)
		}
	}
}

func TestNothingIsWrittenOverOrHalf(t *testing.T) {
	files := build(t, threeQuarters(t))
	dir := t.TempDir()
	there := filepath.Join(dir, "there")
	if err := os.Mkdir(there, 0o700); err != nil {
		t.Fatal(err)
	}
	thereToo := filepath.Join(dir, "there.zip")
	if err := os.WriteFile(thereToo, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{there, thereToo} {
		if err := handover.Write(path, files); !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v", err)
		}
	}
	if err := handover.Write(filepath.Join(dir, "none", "package"), files); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	unsafe := handover.Files{"a": nil, "../b": nil}
	for _, name := range []string{"package", "package.zip"} {
		requireBroken(t, handover.Write(filepath.Join(dir, name), unsafe), "../b", "no file of a package")
	}
	handover.LimitTo(t, 100)
	if err := handover.Write(filepath.Join(dir, "package"), files); err == nil || !strings.Contains(err.Error(), "no more than") {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff([]string{"there", "there.zip"}, names(t, dir)); diff != "" {
		t.Error("something was left behind", diff)
	}
	if text := string(must[[]byte](t)(os.ReadFile(thereToo))); text != "mine" {
		t.Errorf("the file that was there holds %q", text)
	}
	if left := names(t, there); len(left) > 0 {
		t.Errorf("something was put into the folder that was there: %q", left)
	}
}

func TestFoldersThatNoPackageIs(t *testing.T) {
	tests := map[string]struct {
		put          func(dir string) error
		file, reason string
	}{
		"link to a file":   {func(dir string) error { return os.Symlink("report.md", filepath.Join(dir, "link")) }, "link", "not a plain file"},
		"link to a folder": {func(dir string) error { return os.Symlink("inputs", filepath.Join(dir, "link")) }, "link", "not a plain file"},
		"empty folder":     {func(dir string) error { return os.Mkdir(filepath.Join(dir, "empty"), 0o700) }, "empty", "empty folder"},
		"hidden file":      {func(dir string) error { return os.WriteFile(filepath.Join(dir, ".DS_Store"), nil, 0o600) }, ".DS_Store", "no file of a package has such a name"},
		"a name that acts": {func(dir string) error { return os.WriteFile(filepath.Join(dir, "a\x1b[2J\nb"), nil, 0o600) }, "a\x1b[2J\nb", "no file of a package"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "package")
			if err := handover.Write(dir, build(t, threeQuarters(t))); err != nil {
				t.Fatal(err)
			}
			if err := test.put(dir); err != nil {
				t.Fatal(err)
			}
			_, err := handover.Read(dir)
			requireBroken(t, err, test.file, test.reason)
			if strings.ContainsAny(err.Error(), "\x1b\n") {
				t.Errorf("the message would act on a terminal: %q", err)
			}
		})
	}
}

type zipped struct {
	name string
	mode fs.FileMode
	text string
}

func zipOf(t *testing.T, entries ...zipped) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "package.zip")
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, entry := range entries {
		header := &zip.FileHeader{Name: entry.name, Method: zip.Deflate}
		header.SetMode(entry.mode | 0o600)
		if _, err := must[io.Writer](t)(archive.CreateHeader(header)).Write([]byte(entry.text)); err != nil && entry.text != "" {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestZipsThatNoPackageIs(t *testing.T) {
	handover.LimitTo(t, 1<<20)
	bomb := strings.Repeat("0", 1<<20+1)
	tests := map[string]struct {
		entries      []zipped
		file, reason string
	}{
		"out of its folder":      {[]zipped{{name: "../evil"}}, "../evil", "no file of a package"},
		"deeper out":             {[]zipped{{name: "a/../../evil"}}, "a/../../evil", "no file of a package"},
		"from the root":          {[]zipped{{name: "/etc/passwd"}}, "/etc/passwd", "no file of a package"},
		"of another system":      {[]zipped{{name: `C:\evil`}}, `C:\evil`, "no file of a package"},
		"folder out":             {[]zipped{{name: "../"}}, "..", "no file of a package"},
		"twice":                  {[]zipped{{name: "a"}, {name: "a"}}, "a", "stands twice"},
		"twice without capitals": {[]zipped{{name: "a"}, {name: "A"}}, "A", "stands twice"},
		"link":                   {[]zipped{{name: "a", mode: fs.ModeSymlink, text: "/etc/passwd"}}, "a", "not a plain file"},
		"device":                 {[]zipped{{name: "a", mode: fs.ModeDevice}}, "a", "not a plain file"},
		"empty folder":           {[]zipped{{name: "a"}, {name: "b/"}}, "b", "empty folder"},
		"bomb":                   {[]zipped{{name: "a", text: bomb}}, "", "no more than"},
		"bomb in parts":          {[]zipped{{name: "a", text: bomb[:1<<19]}, {name: "b", text: bomb[:1<<19]}, {name: "c", text: "1"}}, "", "no more than"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := handover.Read(zipOf(t, test.entries...))
			if test.file == "" {
				if err == nil || !strings.Contains(err.Error(), test.reason) {
					t.Fatalf("got %v", err)
				}
				return
			}
			requireBroken(t, err, test.file, test.reason)
		})
	}
}

// A zip that somebody packed again, with entries for folders, holds the same.
func TestZipPackedAgain(t *testing.T) {
	files := build(t, threeQuarters(t))
	entries := []zipped{{name: "inputs/", mode: fs.ModeDir}, {name: "inputs/assessments/", mode: fs.ModeDir}}
	for _, path := range files.Paths() {
		entries = append(entries, zipped{name: path, text: string(files[path])})
	}
	if err := verify(must[handover.Files](t)(handover.Read(zipOf(t, entries...))), nil); err != nil {
		t.Error(err)
	}
}

// A changed byte in a zip either keeps it from being read, or changes nothing of
// what it holds.
func TestChangedByteInZip(t *testing.T) {
	files := build(t, threeQuarters(t))
	path := filepath.Join(t.TempDir(), "package.zip")
	if err := handover.Write(path, files); err != nil {
		t.Fatal(err)
	}
	content := must[[]byte](t)(os.ReadFile(path))
	const stride = 97
	for at := 0; at < len(content); at += stride {
		changed := bytes.Clone(content)
		changed[at] ^= 0x01
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := handover.Read(path)
		if err != nil {
			continue
		}
		if verify(read, nil) == nil && !cmp.Equal(read, files) {
			t.Errorf("byte %d of %d: another package is accepted", at, len(content))
		}
	}
}

func TestWhatIsNoPackage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "package.zip")
	if _, err := handover.Read(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(path, []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := handover.Read(path); err == nil || !strings.Contains(err.Error(), "not a zip that can be read") {
		t.Errorf("got %v", err)
	}
	_, err := handover.Read(t.TempDir())
	requireBroken(t, err, "SHA256SUMS", "this folder is no package")
}

// Wherever a byte of a zip changes, the package in it is read as it was, or is
// said not to hold: nothing else can be meant by it.
func TestDamagedZip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "package.zip")
	if err := handover.Write(path, build(t, threeQuarters(t))); err != nil {
		t.Fatal(err)
	}
	whole := must[[]byte](t)(os.ReadFile(path))
	refused := 0
	check := func(what string, content []byte) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		files, err := handover.Read(path)
		if err == nil {
			_, err = handover.Verify(t.Context(), files, nil)
		}
		var broken *handover.IntegrityError
		if err != nil && !errors.As(err, &broken) {
			t.Errorf("%s: %v, want that it does not hold", what, err)
		}
		if err != nil {
			refused++
		}
	}
	for at := 0; at < len(whole); at += 97 {
		changed := bytes.Clone(whole)
		changed[at] ^= 0xff
		check(fmt.Sprintf("byte %d", at), changed)
		check(fmt.Sprintf("cut at %d", at), whole[:at])
	}
	if refused == 0 {
		t.Error("no damage was noticed")
	}
}
