package handover

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// ErrNoSSHKeygen means that OpenSSH's ssh-keygen, which signs and checks
// signatures, is not installed.
var ErrNoSSHKeygen = errors.New("ssh-keygen is not installed")

// SSHKeygen runs the installed ssh-keygen. Its streams are those of the terminal,
// on which it asks for passphrases and for touching a hardware key.
type SSHKeygen struct {
	In       io.Reader
	Out, Err io.Writer
}

// Sign adds the signature of a package's sums, made with the private key in a
// file or with what an agent holds for the public key in it.
func (k SSHKeygen) Sign(ctx context.Context, files Files, key string) error {
	err := inTemporary(SumsFile, files[SumsFile], func(path string) error {
		command := sshKeygen(ctx, "-q", "-Y", "sign", "-f", key, "-n", Namespace, path)
		command.Stdin, command.Stdout, command.Stderr = k.In, k.Out, k.Err
		err := ended(ctx, command.Run())
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			return cmp.Or(interrupted(ctx), errors.New("ssh-keygen did not sign, and said why"))
		}
		if err != nil {
			return err
		}
		signature, err := os.ReadFile(path + ".sig")
		if err != nil {
			return err
		}
		files[SignatureFile] = signature
		return nil
	})
	if err == nil {
		_, err = checkSignature(ctx, files, nil)
	}
	if err != nil {
		return fmt.Errorf("sign with %s: %w", key, err)
	}
	return nil
}

// interrupted returns why ctx ended, or nil if it goes on. A key like ctrl+c
// reaches ssh-keygen and this program at once, and ssh-keygen may have ended before
// ctx does: it has a moment to.
func interrupted(ctx context.Context) error {
	const moment = 250 * time.Millisecond
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(moment):
		return nil
	}
}

// sshKeygen prepares ssh-keygen to run. When ctx ends it is interrupted, so that
// it gives back the terminal as it was, and only killed if that does not help.
func sshKeygen(ctx context.Context, args ...string) *exec.Cmd {
	const patience = 5 * time.Second
	command := exec.CommandContext(ctx, "ssh-keygen", args...)
	command.WaitDelay = patience
	command.Cancel = func() error {
		go interrupt(command.Process)
		return nil
	}
	return command
}

// interrupt goes on until the process has ended: ssh-keygen misses a signal that
// comes right before it waits for a key.
func interrupt(process *os.Process) {
	const pause = 50 * time.Millisecond
	for process.Signal(os.Interrupt) == nil {
		time.Sleep(pause)
	}
}

// Signer says whose signatures are accepted.
type Signer struct {
	AllowedSigners string // file of ssh-keygen(1), ALLOWED SIGNERS
	Name           string // the principal in it
}

// Signed is what a signature was found to be.
type Signed struct {
	Key string `json:"key"` // kind and fingerprint of the key
	// Signer is the person whose key it is; empty where nobody said whose
	// signatures to accept.
	Signer string `json:"signer,omitempty"`
}

// checkSignature checks the signature of a package: that it is of these sums, and
// that it is the signer's, if one is given.
func checkSignature(ctx context.Context, files Files, signer *Signer) (signed Signed, err error) {
	if err := checkArmour(files[SignatureFile]); err != nil {
		return Signed{}, err
	}
	err = inTemporary(SignatureFile, files[SignatureFile], func(path string) (err error) {
		args := []string{"-Y", "check-novalidate"}
		if signer != nil {
			args = []string{"-Y", "verify", "-f", signer.AllowedSigners, "-I", signer.Name}
			signed.Signer = signer.Name
		}
		signed.Key, err = check(ctx, files[SumsFile], append(args, "-n", Namespace, "-s", path))
		if signer == nil || !isRefused(err) {
			return err
		}
		return whyRefused(ctx, err, files[SumsFile], path, signer)
	})
	return signed, err
}

// whyRefused says more of a signature that ssh-keygen does not accept as the
// signer's: where it is good by itself, another key made it than the signer has
// there, or the signer has none.
func whyRefused(ctx context.Context, refused error, sums []byte, path string, signer *Signer) error {
	key, err := check(ctx, sums, []string{"-Y", "check-novalidate", "-n", Namespace, "-s", path})
	if err != nil {
		return refused
	}
	var said *IntegrityError
	errors.As(refused, &said)
	return broken(SignatureFile, "%s; the signature is good, but %s does not let %s sign with its key, the %s",
		said.Reason, signer.AllowedSigners, signer.Name, key)
}

func isRefused(err error) bool {
	var refused *IntegrityError
	return errors.As(err, &refused)
}

// beforeKey stands before the kind and the fingerprint of the key where
// ssh-keygen says that a signature is good.
const beforeKey = " with "

// check runs ssh-keygen on a message and returns which key it names as good.
func check(ctx context.Context, message []byte, args []string) (key string, err error) {
	var said, complaint bytes.Buffer
	command := sshKeygen(ctx, args...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(message), &said, &complaint
	err = ended(ctx, command.Run())
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		return "", broken(SignatureFile, "ssh-keygen does not accept it: %s", firstLine(complaint.String()+said.String()))
	case err != nil:
		return "", err
	}
	good := firstLine(said.String())
	if at := strings.LastIndex(good, beforeKey); at >= 0 {
		good = good[at+len(beforeKey):]
	}
	return good, nil
}

// ended says in other words why a program could not run.
func ended(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return ErrNoSSHKeygen
	default:
		return err
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSuffix(strings.TrimSpace(line), ".")
}

// inTemporary runs a function with a file in a folder of its own, which is gone
// afterwards.
func inTemporary(name string, content []byte, do func(path string) error) (err error) {
	dir, err := os.MkdirTemp("", "demarc-*")
	if err != nil {
		return fmt.Errorf("make a temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, content, privateFile); err != nil {
		return err
	}
	return do(path)
}
