package main

import (
	"context"

	"demarc/questionnaire/answerfile"
)

// runAnswerFile takes all the answers of a file, or none.
func runAnswerFile(ctx context.Context, env *environment, id, path string) error {
	content, err := env.readInput(ctx, path, answerfile.MaxBytes, answerfile.ErrTooLarge)
	if err != nil {
		return err
	}
	name := path
	if path == "-" {
		name = "standard input"
	}
	file, err := answerfile.Parse(name, content)
	if err != nil {
		return err
	}
	speaker := ""
	if !file.NamesEverybody() {
		if speaker = env.speaker(ctx); speaker == "" {
			return errNobodyNamed
		}
	}
	opened, snapshot, err := env.load(ctx, id)
	if err != nil {
		return err
	}
	edits, err := file.Edits(snapshot, speaker, env.now())
	if err != nil {
		return err
	}
	saved, err := opened.SaveAnswers(ctx, id, edits...)
	if err != nil {
		return err
	}
	unasked := 0
	for _, answer := range saved {
		if !asks(snapshot, answer.Question) {
			unasked++
		}
	}
	env.say("saved: %s from %s", plural(len(saved), "answer", "answers"), name)
	if unasked > 0 {
		env.say("%d of them are to questions that are not asked in this scope: they are kept, and count once they are", unasked)
	}
	return nil
}
