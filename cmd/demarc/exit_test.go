package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/answerfile"
	"demarc/questionnaire/bank"
	"demarc/questionnaire/store"
	"demarc/tui"
)

func TestEveryErrorHasItsSentenceAndCode(t *testing.T) {
	tests := map[string]struct {
		err  error
		code int
		says string
	}{
		"nothing":     {nil, 0, ""},
		"usage":       {usagef("unknown flag: --x; see demarc --help"), 2, "demarc: unknown flag: --x; see demarc --help\n"},
		"anything":    {fmt.Errorf("save x: %w", syscall.ENOSPC), 1, "demarc: save x: no space left on device; nothing was changed\n"},
		"with advice": {advise(fs.ErrExist, "--force writes over it"), 1, "demarc: file already exists; nothing was changed; --force writes over it\n"},
		"not held":    {&notHeldError{"coverage is 61.0 %, below 70 %"}, 3, "demarc: coverage is 61.0 %, below 70 %\n"},
		"closed pipe": {&outputError{fmt.Errorf("write the output: %w", syscall.EPIPE)}, 0, ""},
		"full output": {&outputError{errors.New("write the output: no space left on device")}, 1, "demarc: write the output: no space left on device\n"},
		"interrupted": {fmt.Errorf("read: %w", context.Canceled), 130, "demarc: interrupted; nothing was changed\n"},
		"app stopped": {tui.ErrInterrupted, 130, "demarc: interrupted; all that was called saved is\n"},
		"damaged file": {
			fmt.Errorf("read x: %w", &store.DamagedError{Path: "/w/x.json", Err: &questionnaire.DocumentError{Line: 3, Column: 4, What: "no"}}), 1,
			"demarc: read x: /w/x.json: line 3, column 4: no; the file was left as it is; mend it by hand or take it from version control\n",
		},
		"newer file": {
			&store.DamagedError{Path: "/w/x.json", Err: questionnaire.ErrNewerSchema}, 1,
			"demarc: /w/x.json: written by a newer demarc; the file was left as it is; a newer demarc can read it\n",
		},
		"conflict": {
			&store.ConflictError{Question: "IAM-01"}, 1,
			"demarc: somebody else answered IAM-01 since it was read; nothing was changed; look at theirs and run the command again\n",
		},
		"incomplete": {
			&questionnaire.IncompleteError{Unanswered: []string{"A-01", "A-02", "A-03", "A-04", "A-05", "A-06"}, Carried: []string{"B-01"}, Conflicts: []string{"C-01", "C-02"}}, 1,
			"demarc: 6 questions have no answer: A-01 A-02 A-03 A-04 A-05 and more; 1 carried answer is not re-affirmed: B-01; 2 answers are in conflict: C-01 C-02; nothing was changed; answer them; what is in conflict is answered by giving its level again\n",
		},
		"file of answers": {
			&answerfile.InvalidError{File: "a.yaml", Problems: []answerfile.Problem{{File: "a.yaml", Line: 2, What: "what"}, {File: "a.yaml", Line: 4, What: "e\x1b"}}}, 1,
			"a.yaml:2: what\na.yaml:4: e␛\ndemarc: 2 problems in a.yaml; nothing was changed\n",
		},
		"bank": {
			fmt.Errorf("bank b cannot be used:\n%w", &bank.InvalidError{Problems: []bank.Problem{{File: "b/iam.yaml", Line: 1, Column: 2, What: "what"}}}), 1,
			"b/iam.yaml:1:2: what\ndemarc: bank b cannot be used; nothing was changed\n",
		},
		"control bytes": {errors.New("a\x1b[31m\nb"), 1, "demarc: a␛[31m b; nothing was changed\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if code := exitCode(test.err); code != test.code {
				t.Errorf("code %d, want %d", code, test.code)
			}
			var said bytes.Buffer
			if test.err != nil {
				reportError(&said, test.err)
			}
			if said.String() != test.says {
				t.Errorf("said\n%s\nwant\n%s", said.String(), test.says)
			}
		})
	}
}

// interrupting is somebody who presses ctrl+c instead of typing.
type interrupting struct{ interrupt context.CancelFunc }

func (i interrupting) Read([]byte) (int, error) {
	i.interrupt()
	select {} // nobody types any more
}

func TestInterruptedWhileWaitingForInput(t *testing.T) {
	for _, args := range [][]string{
		{"answer", "acme-2026-q4", "--file", "-"},
		{"answer", "acme-2026-q4", "IAM-01", "all", "--note", "-"},
	} {
		ctx, interrupt := context.WithCancel(context.Background())
		var out, said bytes.Buffer
		env := &environment{
			in: interrupting{interrupt}, out: &out, err: &said,
			now:    time.Now,
			getenv: func(string) string { return "" },
			setenv: func(string, string) error { return nil },
			cwd:    func() (string, error) { return t.TempDir(), nil },
		}
		if code := run(ctx, env, args); code != 130 {
			t.Errorf("%v: code %d, want 130", args, code)
		}
		if want := "demarc: interrupted; nothing was changed\n"; said.String() != want || out.Len() > 0 {
			t.Errorf("%v: said %q and printed %q, want %q", args, said.String(), out.String(), want)
		}
	}
}
