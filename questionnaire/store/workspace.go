package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/goccy/go-yaml"

	"demarc/questionnaire"
)

// FindWorkspace returns the folder of the workspace that is meant: the one that
// a flag names, else $DEMARC_DIR, else the nearest folder with a demarc.yaml
// from the working folder up, else demarc in $XDG_DATA_HOME or what the system
// has in its place. There may be no workspace in it yet.
func FindWorkspace(flag string, getenv func(string) string, cwd string) string {
	for _, named := range []string{flag, getenv("DEMARC_DIR")} {
		if named != "" {
			return within(cwd, named)
		}
	}
	if above, ok := nearestWorkspace(cwd); ok {
		return above
	}
	if home := getenv("XDG_DATA_HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, "demarc")
	}
	return filepath.Join(xdg.DataHome, "demarc")
}

func within(cwd, dir string) string {
	if filepath.IsAbs(dir) {
		return filepath.Clean(dir)
	}
	return filepath.Join(cwd, dir)
}

func nearestWorkspace(cwd string) (dir string, ok bool) {
	for dir := filepath.Clean(cwd); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, configFile)); err == nil && info.Mode().IsRegular() {
			return dir, true
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
	}
}

// What git has to know of a workspace: documents are named by the digest of
// their bytes, so line ends stay as they are; assessments are merged by
// question; a sign-off is never merged.
var gitAttributes = []string{
	"assessments/*.json -text merge=demarc",
	"assessments/*.signoff.json -text -merge",
	"banks/*.json -text",
}

// What only means something while a program runs.
var gitIgnore = []string{
	"/" + workspaceLock,
	"/assessments/.*.lock",
	".*.tmp",
}

// InitFile makes a workspace in dir, with dir if need be, and opens it. It
// overwrites nothing: where there is a workspace it returns ErrExists, and to a
// .gitattributes or .gitignore that is there it adds the lines that are missing.
func InitFile(dir string, config Config, clock Clock, known ...*questionnaire.Bank) (*File, error) {
	settings, err := encodeConfig(config)
	if err != nil {
		return nil, fmt.Errorf("make workspace in %s: %w", dir, err)
	}
	if err := os.MkdirAll(dir, privateFolder); err != nil {
		return nil, fmt.Errorf("make workspace: %w", err)
	}
	if err := initFolder(dir, settings); err != nil {
		return nil, fmt.Errorf("make workspace in %s: %w", dir, err)
	}
	return OpenFile(dir, clock, known...)
}

// initFolder writes demarc.yaml last: with it the folder is a workspace, and
// without it the rest can be done again.
func initFolder(dir string, settings []byte) error {
	workspace, err := openFolder(dir, realDisk)
	if err != nil {
		return err
	}
	defer workspace.close()
	unlock, err := workspace.lock(context.Background(), workspaceLock)
	if err != nil {
		return err
	}
	defer unlock()
	found, err := workspace.has(configFile)
	if err != nil {
		return err
	}
	if found {
		return fmt.Errorf("a workspace is %w", ErrExists)
	}
	for _, name := range []string{assessmentsFolder, banksFolder, reportsFolder} {
		inside, err := workspace.make(name)
		if err != nil {
			return err
		}
		inside.close()
	}
	if err := workspace.addLines(".gitattributes", gitAttributes); err != nil {
		return err
	}
	if err := workspace.addLines(".gitignore", gitIgnore); err != nil {
		return err
	}
	return workspace.replace(configFile, settings, privateFile)
}

// addLines puts the lines that a file does not have behind those it has. The
// file is the team's own, so its mode stays.
func (d *folder) addLines(name string, lines []string) error {
	const limit = 1 << 20
	mode := fs.FileMode(privateFile)
	content, err := d.read(name, limit)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if info, err := d.root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	text := string(content)
	there := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	missing := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(there, line) })
	if len(missing) == 0 {
		return nil
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return d.replace(name, []byte(text+strings.Join(missing, "\n")+"\n"), mode)
}

const configHeading = `# A demarc workspace. What can stand here, all of it optional:
# organization, team, bank (a folder), and gate with min and min_area in percent,
# no_critical_gaps, no_regressions, max_stale, max_overdue and max_carried.
`

// encodeConfig returns the settings as text that Config would read.
func encodeConfig(config Config) ([]byte, error) {
	body, err := yaml.Marshal(config)
	if err != nil {
		return nil, fmt.Errorf("write settings: %w", err)
	}
	text := configHeading
	if body := string(body); body != "{}\n" { // nothing to say
		text += body
	}
	_, err = parseConfig(configFile, []byte(text))
	return []byte(text), err
}
