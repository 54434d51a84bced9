package storetest

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

func saveAnswer(r room) {
	id := r.begin("payments", "2026-Q4")
	saved := r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelMost, "line one\nline two <&> \u2028 é")})
	if saved.Question != QuestionID(1) || saved.Answer.State != questionnaire.StateNew || saved.Answer.At.Time() != Clock() {
		r.t.Errorf("saved %+v, want it stamped as new, now", saved)
	}
	loaded := r.load(id)
	answer, _ := loaded.Assessment.Answer(QuestionID(1))
	if diff := cmp.Diff(encoded(r.t, saved.Answer), encoded(r.t, answer)); diff != "" {
		r.t.Errorf("answer (-saved +loaded):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]store.Token{QuestionID(1): saved.Token}, loaded.Answers); diff != "" {
		r.t.Errorf("tokens (-saved +loaded):\n%s", diff)
	}
	again := r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, ""), Read: saved.Token})
	if again.Token == saved.Token {
		r.t.Error("two different answers have one token")
	}
	if saved, err := r.SaveAnswers(r.t.Context(), id); err != nil || len(saved) != 0 {
		r.t.Errorf("no edits gave %d answers, error %v", len(saved), err)
	}
}

func encoded(t *testing.T, answer questionnaire.Answer) string {
	t.Helper()
	document, err := questionnaire.EncodeAnswer(answer)
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

func differentQuestions(r room) {
	id := r.begin("payments", "2026-Q4")
	mine, theirs := r.load(id), r.load(id)
	r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "mine"), Read: mine.Answers[QuestionID(1)]})
	r.save(id, store.Edit{Question: QuestionID(2), Answer: Answer(questionnaire.LevelNone, "theirs"), Read: theirs.Answers[QuestionID(2)]})
	if diff := cmp.Diff([]string{QuestionID(1), QuestionID(2)}, r.load(id).Assessment.Answered()); diff != "" {
		r.t.Errorf("answered (-want +got):\n%s", diff)
	}
}

func sameQuestion(r room) {
	id := r.begin("payments", "2026-Q4")
	theirs := r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelNone, "theirs")})
	before := r.document(id)

	mine := store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, "mine")}
	_, err := r.SaveAnswers(r.t.Context(), id, mine)
	conflict := r.wantConflict(err)
	if conflict.Question != QuestionID(1) || conflict.Theirs.Note != "theirs" || conflict.Token != theirs.Token {
		r.t.Errorf("conflict %+v does not show their answer and its token", conflict)
	}
	r.unchanged(id, before)

	mine.Read = conflict.Token
	r.save(id, mine)
	if answer, _ := r.load(id).Assessment.Answer(QuestionID(1)); answer.Note != "mine" {
		r.t.Errorf("after saving over theirs the note is %q", answer.Note)
	}
	_, err = r.SaveAnswers(r.t.Context(), id, mine)
	if again := r.wantConflict(err); again.Token == conflict.Token {
		r.t.Error("the answer that was saved over theirs has their token")
	}
}

func allOrNothing(r room) {
	id := r.begin("payments", "2026-Q4")
	r.save(id, store.Edit{Question: QuestionID(2), Answer: Answer(questionnaire.LevelNone, "theirs")})
	before := r.document(id)
	good := store.Edit{
		Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, ""),
		Evidence: []questionnaire.Evidence{export("s3://audit/iam.json")},
	}
	refused := map[string]store.Edit{
		"a conflict":            {Question: QuestionID(2), Answer: Answer(questionnaire.LevelAll, "")},
		"nobody named":          {Question: QuestionID(3), Answer: questionnaire.Answer{Level: questionnaire.LevelAll}},
		"evidence not there":    {Question: QuestionID(3), Answer: questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada", Evidence: []string{"E-07"}}},
		"the same question":     {Question: QuestionID(1), Answer: Answer(questionnaire.LevelNone, "")},
		"evidence of tomorrow":  {Question: QuestionID(3), Evidence: []questionnaire.Evidence{tomorrow()}},
		"an unknown question":   {Question: "IAM-99", Answer: Answer(questionnaire.LevelAll, "")},
		"evidence half written": {Question: QuestionID(3), Evidence: []questionnaire.Evidence{{Title: "no kind"}}},
	}
	for name, bad := range refused {
		saved, err := r.SaveAnswers(r.t.Context(), id, good, bad)
		if err == nil || saved != nil {
			r.t.Errorf("%s: %d answers were saved, error %v", name, len(saved), err)
		}
		r.unchanged(id, before)
	}
	saved, err := r.SaveAnswers(r.t.Context(), id, good, store.Edit{Question: QuestionID(3), Answer: Answer(questionnaire.LevelSome, "")})
	if err != nil || len(saved) != 2 || saved[1].Question != QuestionID(3) {
		r.t.Errorf("two good edits gave %+v, error %v", saved, err)
	}
}

func export(ref string) questionnaire.Evidence {
	return questionnaire.Evidence{
		Title: "IAM credential report", Kind: questionnaire.KindConfigExport, Ref: ref,
		CollectedAt: questionnaire.NewInstant(Clock().AddDate(0, 0, -3)),
	}
}

func tomorrow() questionnaire.Evidence {
	evidence := export("s3://audit/tomorrow.json")
	evidence.CollectedAt = questionnaire.NewInstant(Clock().AddDate(0, 0, 1))
	return evidence
}

func evidenceOnce(r room) {
	id := r.begin("payments", "2026-Q4")
	report, policy := export("s3://audit/report.csv"), export("s3://audit/policy.json")

	first := r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, ""), Evidence: []questionnaire.Evidence{report}})
	if diff := cmp.Diff([]string{"E-01"}, first.Answer.Evidence); diff != "" {
		r.t.Errorf("first piece (-want +got):\n%s", diff)
	}
	second := r.save(id, store.Edit{Question: QuestionID(2), Answer: Answer(questionnaire.LevelAll, ""), Evidence: []questionnaire.Evidence{policy, report}})
	if diff := cmp.Diff([]string{"E-02", "E-01"}, second.Answer.Evidence); diff != "" {
		r.t.Errorf("a new piece and one that is there (-want +got):\n%s", diff)
	}
	callers := []string{"E-02", "the caller's own"}
	named := Answer(questionnaire.LevelAll, "")
	named.Evidence = callers[:1]
	third := r.save(id, store.Edit{Question: QuestionID(3), Answer: named, Evidence: []questionnaire.Evidence{policy}})
	if diff := cmp.Diff([]string{"E-02"}, third.Answer.Evidence); diff != "" {
		r.t.Errorf("a piece that is named and given (-want +got):\n%s", diff)
	}
	r.save(id, store.Edit{Question: QuestionID(4), Answer: named, Evidence: []questionnaire.Evidence{report}})
	if diff := cmp.Diff([]string{"E-02", "the caller's own"}, callers); diff != "" {
		r.t.Errorf("a save wrote into what it was given (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"E-01", "E-02"}, r.load(id).Assessment.EvidenceIDs()); diff != "" {
		r.t.Errorf("listed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"E-01", "E-02"}, slices.Sorted(maps.Keys(second.Evidence))); diff != "" {
		r.t.Errorf("evidence of the saved answer (-want +got):\n%s", diff)
	}
	if second.Evidence["E-02"] != policy {
		r.t.Errorf("E-02 is %+v", second.Evidence["E-02"])
	}
}

func evidenceAmended(r room) {
	id := r.begin("payments", "2026-Q4")
	report, right := export("s3://audit/reprot.csv"), export("s3://audit/report.csv")
	amend := func(amendment store.Amendment) error {
		_, err := r.SaveAnswers(r.t.Context(), id, store.Edit{Amend: []store.Amendment{amendment}})
		return err
	}
	saved := r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, ""), Evidence: []questionnaire.Evidence{report}})
	if err := amend(store.Amendment{ID: "E-01", Read: report, Becomes: right}); err != nil {
		r.t.Fatal(err)
	}
	loaded := r.load(id)
	if piece, _ := loaded.Assessment.Evidence("E-01"); piece != right || loaded.Answers[QuestionID(1)] != saved.Token {
		r.t.Errorf("E-01 is %+v, and the answer that names it has another token: %t", piece, loaded.Answers[QuestionID(1)] != saved.Token)
	}
	before := r.document(id)
	for name, amendment := range map[string]store.Amendment{
		"what is not as it was read":        {ID: "E-01", Read: report, Becomes: export("elsewhere")},
		"what is not listed":                {ID: "E-02", Read: report},
		"what an answer names is taken off": {ID: "E-01", Read: right},
	} {
		if err := amend(amendment); !errors.Is(err, store.ErrEvidenceChanged) {
			r.t.Errorf("%s: %v", name, err)
		}
		r.unchanged(id, before)
	}
	r.save(id, store.Edit{Question: QuestionID(1), Answer: Answer(questionnaire.LevelAll, ""), Read: saved.Token})
	if err := amend(store.Amendment{ID: "E-01", Read: right}); err != nil {
		r.t.Fatal(err)
	}
	if ids := r.load(id).Assessment.EvidenceIDs(); len(ids) != 0 {
		r.t.Errorf("still listed: %v", ids)
	}
	if err := amend(store.Amendment{ID: "E-01", Becomes: right}); err != nil {
		r.t.Fatal(err)
	}
	if piece, _ := r.load(id).Assessment.Evidence("E-01"); piece != right {
		r.t.Errorf("listed again it is %+v", piece)
	}
}

func scopeConflict(r room) {
	id := r.begin("payments", "2026-Q4")
	read := r.load(id).Scope
	scope := r.load(id).Assessment.Scope()
	scope.Services = []string{"EC2"}
	mine, err := r.SaveScope(r.t.Context(), id, scope, read)
	if err != nil {
		r.t.Fatal(err)
	}
	if loaded := r.load(id); loaded.Scope != mine || mine == read || !slices.Equal(loaded.Assessment.Scope().Services, []string{"ec2"}) {
		r.t.Errorf("scope %+v with token %q, saved as %q", loaded.Assessment.Scope(), loaded.Scope, mine)
	}
	before := r.document(id)
	scope.Services = nil
	token, err := r.SaveScope(r.t.Context(), id, scope, read)
	if conflict := r.wantConflict(err); conflict.Question != "" || conflict.Token != mine || token != "" {
		r.t.Errorf("conflict %+v, token %q", conflict, token)
	}
	r.unchanged(id, before)
	if _, err := r.SaveScope(r.t.Context(), id, scope, mine); err != nil {
		r.t.Errorf("saving over theirs: %v", err)
	}
	if _, err := r.SaveScope(r.t.Context(), id, questionnaire.Scope{}, r.load(id).Scope); err == nil {
		r.t.Error("a scope without tiers was taken")
	}
}

func people(r room) {
	id := r.begin("payments", "2026-Q4")
	for _, name := range []string{"Ada", "Grace"} {
		if err := r.SavePeople(r.t.Context(), id, []questionnaire.Person{{Name: name, Role: "platform lead"}}); err != nil {
			r.t.Fatal(err)
		}
	}
	if people := r.load(id).Assessment.People(); len(people) != 1 || people[0].Name != "Grace" {
		r.t.Errorf("in the room: %+v", people)
	}
	before := r.document(id)
	if err := r.SavePeople(r.t.Context(), id, []questionnaire.Person{{Role: "nobody"}}); err == nil {
		r.t.Error("a person without a name was taken")
	}
	r.unchanged(id, before)
}
