package tui_test

import (
	"fmt"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/tui"
)

// askingScenes lead to the screens of setting up and of asking that scenes does
// not: what stands before the first question, every dialog, and what goes wrong.
var askingScenes = []struct {
	name  string
	sits  func(t *testing.T, width, height int) *user
	steps func(u *user)
}{
	{"reading", stillReading, func(*user) {}},
	{"setup-team", beginning, func(*user) {}},
	{"setup-refused", beginning, func(u *user) { u.press("enter") }},
	{"setup-dates", beginning, func(u *user) {
		u.types("Payments")
		u.press("enter", "ctrl+u")
		u.types("Sprint 7")
		u.press("enter")
	}},
	{"setup-tiers", beginning, func(u *user) { setsUpTo(u, 2) }},
	{"setup-services", beginning, func(u *user) {
		setsUpTo(u, 2)
		u.press("enter", "down", "enter", "space", "down", "space")
	}},
	{"setup-depth", beginning, func(u *user) {
		setsUpTo(u, 3)
		u.press("enter")
		u.types("Ana Ruiz, Sam Okafor")
	}},
	{"question-yes-no", answering, func(u *user) {
		u.press("/")
		u.types("NET-03")
		u.press("enter")
	}},
	{"question-all-said", answering, saysAll},
	{"question-guide-hidden", answering, func(u *user) { u.press("4", "h") }},
	{"question-conflict", afterAMerge, func(u *user) { u.press("v", "enter") }},
	{"dialog-unknown", answering, func(u *user) {
		u.press("u")
		u.types("Tom")
	}},
	{"dialog-evidence-ticked", answering, func(u *user) {
		saysAll(u)
		u.press("right", "3", "e")
	}},
	{"dialog-evidence-edit", answering, func(u *user) {
		saysAll(u)
		u.press("right", "3", "e", "enter", "e", "e")
	}},
	{"dialog-evidence-not-used", answering, func(u *user) {
		saysAll(u)
		u.press("e", "space", "enter", "e")
	}},
	{"dialog-owner", answering, func(u *user) {
		u.press("2", "o")
		u.types("Sam Okafor")
		u.press("enter")
		u.types("2027-02-31")
		u.press("enter")
	}},
	{"dialog-exception", answering, func(u *user) { u.press("2", "x") }},
	{"dialog-exception-reason", answering, func(u *user) { u.press("2", "x", "enter") }},
	{"dialog-park", answering, func(u *user) { u.press("f") }},
	{"dialog-count", answering, func(u *user) {
		u.press("c")
		u.types("47/50")
	}},
	{"dialog-accounts", answering, func(u *user) { u.press("v", "c") }},
	{"dialog-conflict", func(t *testing.T, width, height int) *user {
		u := answering(t, width, height)
		theirs := questionnaire.Answer{Level: questionnaire.LevelNone, By: "Tom Berg"}
		if _, err := u.store.SaveAnswers(t.Context(), payments, store.Edit{Question: "IAM-01", Answer: theirs}); err != nil {
			t.Fatal(err)
		}
		return u
	}, func(u *user) { u.press("4") }},
	{"not-saved", onAFullDisk, func(u *user) { u.press("4") }},
	{"search-nothing", answering, func(u *user) {
		u.press("/")
		u.types("zzqx")
	}},
	{"homework", answering, func(u *user) {
		parksSome(u)
		u.press("/", "tab", "right", "right", "right", "s")
	}},
	{"review-done", answering, func(u *user) {
		for range 24 {
			u.press("4", "right")
		}
		u.press("v")
	}},
}

// beginning sits down in front of an empty workspace.
func beginning(t *testing.T, width, height int) *user {
	t.Helper()
	return sit(t, store.NewMemory(clock), width, height)
}

// setsUpTo goes to a screen of setup with its defaults.
func setsUpTo(u *user, screen int) {
	u.types("Payments")
	u.press("enter", "enter")
	if screen == 3 {
		u.press("enter", "enter")
	}
}

// stillReading sits down in front of the app before the workspace was read.
func stillReading(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	u := &user{t: t, store: keeper, app: tui.New(tui.Options{
		Store: keeper, Bank: frozenBank, Now: clock, Defaults: nobodyKnown, Where: "~/assessments",
	})}
	u.send(tea.WindowSizeMsg{Width: width, Height: height})
	return u
}

// saysAll says all there is to say of the first question.
func saysAll(u *user) {
	u.press("c")
	u.types("47/50")
	u.press("enter")
	u.types("organization's account list")
	u.press("enter", "t")
	u.types("Three sandbox accounts still have a root key that nobody uses. Bastion removed in November, OPS-2211; the keys go with the next cleaning, and the alarm on root sign-in is on in all of them.")
	u.press("enter", "e")
	u.types("s3://audit/2026-q4/root-summary.csv")
	u.press("enter")
	u.types("Account summary of all accounts")
	u.press("enter", "enter", "enter", "o")
	u.types("Sam Okafor")
	u.press("enter")
	u.types("2027-02-28")
	u.press("enter", "x", "enter")
	u.types("Sandboxes hold no data and have no route to production")
	u.press("enter")
	u.types("Nora Lind")
	u.press("enter")
	u.types("2027-03-31")
	u.press("enter")
}

// afterAMerge sits down in front of a draft in which a merge left a conflict.
func afterAMerge(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := store.NewMemory(clock)
	keepsAMerge(t, keeper)
	return sit(t, keeper, width, height, func(options *tui.Options) {
		options.Defaults = func() (tui.Defaults, error) { return tui.Defaults{By: "Ana Ruiz"}, nil }
	})
}

// onAFullDisk sits down in front of the first question of an assessment that
// cannot be saved any more.
func onAFullDisk(t *testing.T, width, height int) *user {
	t.Helper()
	keeper := &broken{Store: store.NewMemory(clock)}
	u := sit(t, keeper, width, height)
	u.setsUp()
	keeper.err = fmt.Errorf("write answer: %w", syscall.ENOSPC)
	return u
}
