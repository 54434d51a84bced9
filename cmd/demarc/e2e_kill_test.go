//go:build unix

package main_test

import (
	"flag"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demarc/questionnaire"
)

var killSeed = flag.Uint64("kill-seed", 0, "seed of the moments at which the app is killed; 0 takes another each time")

const killRounds = 50

// An answer of which the screen has said that it is saved is in the file,
// whatever happens then. The app is killed at any moment while it is being
// answered to, and goes on with the same file each time.
func TestNoSavedAnswerIsLostToAKill(t *testing.T) {
	seed := *killSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("-kill-seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	m := newMachine(t)
	s := begin(m, 140, 45)
	durable := make(map[string]questionnaire.Level)
	typed, shown, onTheirWay := 0, 0, 0
	for round := range killRounds {
		answers := answerSome(s, random)
		s.Kill()
		durable = answers.compare(s, m.assessment(), durable)
		if t.Failed() {
			t.Fatalf("after the kill of round %d", round+1)
		}
		typed, shown, onTheirWay = typed+answers.count, shown+len(answers.shown), onTheirWay+answers.unconfirmed()
		s = resume(m, 140, 45)
		answers.expectShown(s, durable)
	}
	t.Logf("%d kills: %d answers typed, %d questions shown as saved, %d not shown yet", killRounds, typed, shown, onTheirWay)
	if shown == 0 || onTheirWay == 0 {
		t.Error("no kill fell while answers were being saved")
	}
}

// burst is what was answered between two kills.
type burst struct {
	count int

	mu    sync.Mutex
	typed map[string][]questionnaire.Level // by question, in the order typed
	shown map[string]int                   // by question: which level in typed the screen has called saved
}

// answerSome answers questions anywhere in the assessment, at a pace at which the
// next one often comes before the last one is saved or shown.
func answerSome(s session, random *rand.Rand) *burst {
	b := &burst{count: 1 + random.IntN(12), typed: make(map[string][]questionnaire.Level), shown: make(map[string]int)}
	s.Watch(b.read)
	for range b.count {
		question := s.asked[random.IntN(len(s.asked))]
		offered := question.OfferedLevels()
		level := offered[random.IntN(len(offered))]
		b.add(question.ID, level)
		s.Type("/" + question.ID + "\r" + string(rune('1'+level.Rank())))
		time.Sleep(time.Duration(random.IntN(30_000)) * time.Microsecond) // not to wait for anything: the pace is the point
	}
	return b
}

// add takes note of what is about to be typed.
func (b *burst) add(id string, level questionnaire.Level) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.typed[id] = append(b.typed[id], level)
}

var savedLine = regexp.MustCompile(`saved: (\S+) ([A-Z]+) for`)

// read takes note of what a frame calls saved. Where the same level was typed
// more than once it may be the first.
func (b *burst) read(screen string) {
	said := savedLine.FindStringSubmatch(screen)
	if said == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	typed, from := b.typed[said[1]], b.shown[said[1]]
	for i := from; i < len(typed); i++ {
		if strings.EqualFold(typed[i].String(), said[2]) {
			b.shown[said[1]] = i
			return
		}
	}
}

// unconfirmed returns for how many questions the last level typed was not yet
// called saved.
func (b *burst) unconfirmed() int {
	count := 0
	for id, typed := range b.typed {
		if place, ok := b.shown[id]; !ok || place < len(typed)-1 {
			count++
		}
	}
	return count
}

// compare checks every answer of the file and returns them. A question holds
// what it held before or what was typed, but nothing older than what the screen
// has called saved.
func (b *burst) compare(s session, a *questionnaire.Assessment, before map[string]questionnaire.Level) map[string]questionnaire.Level {
	s.t.Helper()
	now := make(map[string]questionnaire.Level)
	for _, question := range s.asked {
		id := question.ID
		answer, _ := a.Answer(id)
		allowed := append([]questionnaire.Level{before[id]}, b.typed[id]...)
		if place, ok := b.shown[id]; ok {
			allowed = b.typed[id][place:]
		}
		if !slices.Contains(allowed, answer.Level) {
			s.t.Errorf("%s is %q in the file; was %q, typed %q, called saved: %v", id, answer.Level, before[id], b.typed[id], b.shown)
		}
		now[id] = answer.Level
	}
	return now
}

// expectShown looks at the questions of the burst in the app that was started
// again.
func (b *burst) expectShown(s session, durable map[string]questionnaire.Level) {
	s.t.Helper()
	for id := range b.typed {
		now := "not answered"
		if level := durable[id]; !level.IsZero() {
			now = strings.ToUpper(level.String())
		}
		s.Type("/" + id + "\r")
		s.Expect(s.heading(id), "Now      "+now)
	}
}
