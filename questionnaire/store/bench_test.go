package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

// answered returns a workspace in which every question has an answer with a
// note and every tenth its own evidence.
func answered(b *testing.B, questions int) *store.File {
	b.Helper()
	f := newPayments(b, questions)
	edits := make([]store.Edit, questions)
	for i := range edits {
		edits[i] = edit(i+1, strings.Repeat("as the credential report says ", 5), "")
		if i%10 == 0 {
			edits[i].Evidence = []questionnaire.Evidence{{
				Title: "Credential report", Kind: questionnaire.KindConfigExport, Ref: fmt.Sprintf("reports/%d.csv", i),
			}}
		}
	}
	save(b, f, edits...)
	return f
}

// BenchmarkSaveAnswer saves one answer among many, in a program that has read
// the assessment. Its yardstick is what the disk takes to make as many bytes
// durable: write, fsync, rename and fsync of the folder, and nothing else.
func BenchmarkSaveAnswer(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		f := answered(b, questions)
		snapshot, err := f.Load(b.Context(), payments)
		if err != nil {
			b.Fatal(err)
		}
		content := []byte(readFile(b, f, paymentsFile))
		b.Run(fmt.Sprintf("%d/save", questions), func(b *testing.B) {
			token := snapshot.Answers[storetest.QuestionID(1)]
			for n := 0; b.Loop(); n++ {
				token = save(b, f, edit(1, fmt.Sprint(n), token))[0].Token
			}
			snapshot.Answers[storetest.QuestionID(1)] = token
		})
		b.Run(fmt.Sprintf("%d/yardstick", questions), func(b *testing.B) {
			dir := b.TempDir()
			for b.Loop() {
				makeDurable(b, dir, content)
			}
		})
	}
}

func makeDurable(b *testing.B, dir string, content []byte) {
	b.Helper()
	check := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	file, err := os.Create(filepath.Join(dir, "new"))
	check(err)
	_, err = file.Write(content)
	check(err)
	check(file.Sync())
	check(file.Close())
	check(os.Rename(file.Name(), filepath.Join(dir, "kept")))
	folder, err := os.Open(dir)
	check(err)
	check(folder.Sync())
	check(folder.Close())
}

// BenchmarkFirstSave saves one answer in a program that has just started.
func BenchmarkFirstSave(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		b.Run(fmt.Sprint(questions), func(b *testing.B) {
			f := answered(b, questions)
			snapshot, err := f.Load(b.Context(), payments)
			if err != nil {
				b.Fatal(err)
			}
			token := snapshot.Answers[storetest.QuestionID(1)]
			for n := 0; b.Loop(); n++ {
				token = save(b, reopen(b, f), edit(1, fmt.Sprint(n), token))[0].Token
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, questions := range []int{84, 10_000} {
		f := answered(b, questions)
		b.Run(fmt.Sprintf("%d/first", questions), func(b *testing.B) {
			for b.Loop() {
				load(b, reopen(b, f))
			}
		})
		b.Run(fmt.Sprintf("%d/again", questions), func(b *testing.B) {
			for b.Loop() {
				load(b, f)
			}
		})
	}
}

func load(b *testing.B, f *store.File) {
	b.Helper()
	if _, err := f.Load(b.Context(), payments); err != nil {
		b.Fatal(err)
	}
}
