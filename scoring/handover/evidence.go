package handover

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"demarc/questionnaire"
)

// FindEvidence adds the files that pieces of evidence refer to by path. Each is
// taken from the first of the folders that has it; no path leads out of them. It
// returns the ids of the pieces of which no file was found.
func (s *Source) FindEvidence(a *questionnaire.Assessment, dirs []string) (missing []string, err error) {
	var roots []*os.Root
	defer func() {
		for _, root := range roots {
			_ = root.Close() // it was only read
		}
	}()
	for _, dir := range dirs {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, fmt.Errorf("look for evidence: %w", err)
		}
		roots = append(roots, root)
	}
	left := maxPackageBytes
	for _, id := range a.EvidenceIDs() {
		piece, _ := a.Evidence(id)
		content, found, err := evidenceFile(roots, piece.Ref, left)
		switch {
		case err != nil:
			return nil, fmt.Errorf("read evidence %s: %w", id, err)
		case !found:
			missing = append(missing, id)
		default:
			s.Evidence[id] = content
			left -= int64(len(content))
		}
	}
	return missing, nil
}

// evidenceFile reads a file from the first folder that has it, of at most limit
// bytes.
func evidenceFile(roots []*os.Root, ref string, limit int64) (content []byte, found bool, err error) {
	if strings.Contains(ref, "://") {
		return nil, false, nil // a link
	}
	for _, root := range roots {
		name, ok := within(root.Name(), filepath.FromSlash(ref))
		if !ok {
			continue
		}
		info, err := root.Stat(name)
		if errors.Is(err, fs.ErrPermission) {
			return nil, false, err
		}
		if err != nil || !info.Mode().IsRegular() {
			continue // the reference may be no path at all, such as a sentence
		}
		content, err = readAtMost(root, name, limit)
		return content, true, err
	}
	return nil, false, nil
}

// within returns a path as it is seen from a folder, if it lies in it.
func within(dir, path string) (string, bool) {
	if filepath.IsAbs(path) {
		absolute, err := filepath.Abs(dir)
		if err != nil {
			return "", false
		}
		if path, err = filepath.Rel(absolute, path); err != nil {
			return "", false
		}
	}
	return path, filepath.IsLocal(path)
}

func readAtMost(root *os.Root, name string, limit int64) ([]byte, error) {
	file, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(content)) > limit {
		err = errTooLarge
	}
	return content, err
}
