package handover_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/scoring/handover"
)

// The auditor needs no demarc: coreutils and OpenSSH accept the package.
func TestStockToolsAcceptAPackage(t *testing.T) {
	sha256sum, sshKeygen := needs(t, "sha256sum"), needs(t, "ssh-keygen")
	jane := newKey(t, "ed25519")
	files := jane.sign(t, build(t, threeQuarters(t)))
	dir := filepath.Join(t.TempDir(), "package")
	if err := handover.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	run := func(program string, args ...string) (string, error) {
		command := exec.Command(program, args...)
		command.Dir, command.Stdin = dir, bytes.NewReader(files[handover.SumsFile])
		out, err := command.CombinedOutput()
		return string(out), err
	}
	out, err := run(sha256sum, "--check", "--strict", handover.SumsFile)
	if err != nil || strings.Count(out, ": OK\n") != len(files)-2 {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
	out, err = run(sshKeygen, "-Y", "verify", "-f", jane.allowed(t, "").AllowedSigners, "-I", "jane@example.com",
		"-n", "demarc-report", "-s", handover.SignatureFile)
	if err != nil || !strings.HasPrefix(out, `Good "demarc-report" signature for jane@example.com`) {
		t.Errorf("ssh-keygen: %v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "report.md"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := run(sha256sum, "--check", "--strict", handover.SumsFile); err == nil {
		t.Errorf("sha256sum accepts a changed report:\n%s", out)
	}
}

func TestSignatures(t *testing.T) {
	jane, jack := newKey(t, "ed25519"), newKey(t, "ecdsa")
	files := jane.sign(t, build(t, threeQuarters(t)))
	unsigned := build(t, threeQuarters(t))
	signature := files[handover.SignatureFile]
	const refused = "ssh-keygen does not accept it: "
	tests := map[string]struct {
		files  handover.Files
		signer *handover.Signer
		reason string // empty where it holds
	}{
		"hers":             {files, jane.allowed(t, ""), ""},
		"for this purpose": {files, jane.allowed(t, `namespaces="demarc-report" `), ""},
		"for another":      {files, jane.allowed(t, `namespaces="git" `), refused},
		"wrong key":        {files, jack.allowed(t, ""), refused},
		"expired entry":    {files, jane.allowed(t, `valid-before="20200101" `), "key has expired"},
		"not yet valid":    {files, jane.allowed(t, `valid-after="29990101" `), refused},
		"somebody else":    {files, &handover.Signer{AllowedSigners: jane.allowed(t, "").AllowedSigners, Name: "jack@example.com"}, refused},
		"nobody asked":     {files, nil, ""},
		"not signed":       {unsigned, jane.allowed(t, ""), "it is missing, so nobody is known to have signed"},
		"of other sums":    {signedWith(unsigned, jane.sign(t, handover.Files{handover.SumsFile: []byte("x")})[handover.SignatureFile]), nil, refused},
		"no signature":     {signedWith(files, []byte("x")), nil, "not an SSH signature as ssh-keygen writes it"},
		"other line ends":  {signedWith(files, bytes.ReplaceAll(signature, []byte("\n"), []byte("\r\n"))), nil, "as ssh-keygen writes it"},
		"one line end":     {signedWith(files, bytes.Replace(signature, []byte("\nU1NIU0lH"), []byte("\n\rU1NIU0lH"), 1)), nil, "as ssh-keygen writes it"},
		"one more line":    {signedWith(files, slices.Insert(bytes.Clone(signature), 100, '\n')), nil, "as ssh-keygen writes it"},
		"text before":      {signedWith(files, append([]byte("x\n"), signature...)), nil, "as ssh-keygen writes it"},
		"text behind":      {signedWith(files, append(bytes.Clone(signature), '\n')), nil, "as ssh-keygen writes it"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			verified, err := handover.Verify(context.Background(), test.files, test.signer)
			if test.reason != "" {
				requireBroken(t, err, "SHA256SUMS.sig", test.reason)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			if test.signer != nil {
				want = test.signer.Name
			}
			if signed := verified.Package.Signed; signed.Signer != want || !strings.HasPrefix(signed.Key, "ED25519 key SHA256:") {
				t.Errorf("got %+v", signed)
			}
		})
	}
}

func signedWith(files handover.Files, content []byte) handover.Files {
	changed := maps.Clone(files)
	changed[handover.SignatureFile] = content
	return changed
}

// Keys of every kind and length have signatures that fill lines differently.
func TestEveryKindOfKeySigns(t *testing.T) {
	kinds := [][]string{
		{"ed25519"}, {"ecdsa", "-b", "256"}, {"ecdsa", "-b", "384"}, {"ecdsa", "-b", "521"},
		{"rsa", "-b", "1024"}, {"rsa", "-b", "1032"}, {"rsa", "-b", "1056"}, {"rsa", "-b", "1120"}, {"rsa", "-b", "2048"},
	}
	sums := handover.Files{handover.SumsFile: []byte("sums")}
	for _, kind := range kinds {
		signed := newKey(t, kind...).sign(t, maps.Clone(sums))
		if len(signed[handover.SignatureFile]) == 0 {
			t.Errorf("%v: no signature", kind)
		}
	}
}

func TestSigningThatFailsAddsNothing(t *testing.T) {
	needs(t, "ssh-keygen")
	files := build(t, threeQuarters(t))
	var said bytes.Buffer
	err := handover.SSHKeygen{Err: &said}.Sign(context.Background(), files, filepath.Join(t.TempDir(), "none"))
	if err == nil || files[handover.SignatureFile] != nil {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(said.String(), "No such file") {
		t.Errorf("what ssh-keygen said is not shown: %q", said.String())
	}
}

func TestWithoutSSHKeygen(t *testing.T) {
	jane := newKey(t, "ed25519")
	signed, unsigned := jane.sign(t, build(t, threeQuarters(t))), build(t, threeQuarters(t))
	t.Setenv("PATH", t.TempDir())
	if err := verify(unsigned, nil); err != nil {
		t.Error(err)
	}
	if err := verify(signed, nil); !errors.Is(err, handover.ErrNoSSHKeygen) {
		t.Errorf("got %v", err)
	}
	if err := (handover.SSHKeygen{}).Sign(context.Background(), unsigned, jane.private); !errors.Is(err, handover.ErrNoSSHKeygen) {
		t.Errorf("got %v", err)
	}
}

// An agent signs for a key of which only the public half is in a file.
func TestAgentSigns(t *testing.T) {
	jane := newKey(t, "ed25519")
	socket := filepath.Join(t.TempDir(), "agent")
	agent := exec.Command(needs(t, "ssh-agent"), "-D", "-a", socket)
	if err := agent.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = agent.Process.Kill()
		_ = agent.Wait() // it was killed
	})
	for range 100 {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Setenv("SSH_AUTH_SOCK", socket)
	if out, err := exec.Command(needs(t, "ssh-add"), jane.private).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.Remove(jane.private); err != nil {
		t.Fatal(err)
	}
	files := build(t, threeQuarters(t))
	if err := (handover.SSHKeygen{}).Sign(context.Background(), files, jane.private+".pub"); err != nil {
		t.Fatal(err)
	}
	if err := verify(files, jane.allowed(t, "")); err != nil {
		t.Error(err)
	}
}
