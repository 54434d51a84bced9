package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"

	"demarc/questionnaire"
)

var bankFileName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*\.json$`)

// bankFile returns the name of a bank's file. The reference may come from a
// document that anybody wrote.
func bankFile(ref questionnaire.BankRef) (string, error) {
	if !questionnaire.IsDigest(ref.Digest) {
		return "", fmt.Errorf("bank digest %q is not 64 lower-case hex digits", questionnaire.PrintableLine(ref.Digest))
	}
	name := fmt.Sprintf("%s-%s-%s.json", ref.ID, ref.Version, ref.Digest[:12])
	if !bankFileName.MatchString(name) {
		return "", fmt.Errorf("bank %q, version %q, cannot be the name of a file",
			questionnaire.PrintableLine(ref.ID), questionnaire.PrintableLine(ref.Version))
	}
	return name, nil
}

// bank returns the very bank that the reference names.
func (f *File) bank(ref questionnaire.BankRef) (*questionnaire.Bank, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if bank, ok := f.banks[ref]; ok {
		return bank, nil
	}
	bank, err := f.readBank(ref)
	if err != nil {
		return nil, err
	}
	f.banks[ref] = bank
	return bank, nil
}

func (f *File) readBank(ref questionnaire.BankRef) (*questionnaire.Bank, error) {
	workspace, err := f.open()
	if err != nil {
		return nil, err
	}
	defer workspace.close()
	name, err := bankFile(ref)
	if err != nil {
		return nil, workspace.damaged(banksFolder, err)
	}
	banks, err := workspace.open(banksFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, workspace.damaged(filepath.Join(banksFolder, name), errBankGone)
	}
	if err != nil {
		return nil, fmt.Errorf("read banks: %w", err)
	}
	defer banks.close()
	content, err := readBankDocument(banks, name, ref)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, banks.damaged(name, errBankGone)
	}
	if err != nil {
		return nil, err
	}
	bank, err := questionnaire.DecodeBank(content)
	if err != nil {
		return nil, banks.damaged(name, err)
	}
	if bank.Ref() != ref {
		return nil, banks.damaged(name, fmt.Errorf("it holds bank %s %s, which is not its name", bank.Ref().ID, bank.Ref().Version))
	}
	return bank, nil
}

// errBankGone says that an assessment names a bank that is not there.
var errBankGone = fmt.Errorf("a bank that an assessment uses is %w", ErrNotFound)

// readBankDocument returns the bytes of a bank, which are those that its digest
// was taken of.
func readBankDocument(banks *folder, name string, ref questionnaire.BankRef) ([]byte, error) {
	content, err := banks.read(name, questionnaire.MaxBankBytes)
	if err != nil {
		return nil, err
	}
	if digest := digestOf(content); digest != ref.Digest {
		return nil, banks.damaged(name, fmt.Errorf("it was changed: its SHA-256 is %s, not %s", digest, ref.Digest))
	}
	return content, nil
}

// keepBank writes a bank, unless it is there. The caller holds the lock of the
// workspace.
func (f *File) keepBank(workspace *folder, bank *questionnaire.Bank) error {
	name, err := bankFile(bank.Ref())
	if err != nil {
		return err
	}
	banks, err := workspace.make(banksFolder)
	if err != nil {
		return err
	}
	defer banks.close()
	if _, err := readBankDocument(banks, name, bank.Ref()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	content := bank.Document()
	if len(content) > questionnaire.MaxBankBytes {
		return fmt.Errorf("bank %s: %w", bank.Ref().ID, tooLarge(questionnaire.MaxBankBytes))
	}
	if err := banks.replace(name, content, privateFile); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.banks[bank.Ref()] = bank
	return nil
}
