package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"demarc/scoring"
)

// The header says the same on every screen of an assessment: whose it is, where in
// it this is, how far it is, and how long what is left takes.

// crumbs say whose assessment this is, where in it, and how far it is. Where
// the line is short the status goes first, then the end of the team's name.
func (a *App) crumbs(place string) (left, right string) {
	return a.crumbsBeside(place, a.progress(a.width))
}

// crumbsBesideLead are crumbs for a screen that itself leads with how far a
// carried draft is.
func (a *App) crumbsBesideLead(place string) (left, right string) {
	if !carriedDraft(a.session.sheet) {
		return a.crumbs(place)
	}
	return a.crumbsBeside(place, fmt.Sprintf("~%d min left", a.session.minutesLeft()))
}

func (a *App) crumbsBeside(place, progress string) (left, right string) {
	t, at := a.env.theme, a.session.assessment
	right = progress
	if a.session.integrity != nil {
		right = t.alarm.Render(notAsSigned)
	}
	room := a.width - ansi.StringWidth(right) - ansi.StringWidth(a.savedState()) - 7
	name, label := clean(at.Team()), " "+documentLabel(at)+" "
	rest := label + t.muted.Render(statusWord(at.Final())+correctsWords(at)+" >") + " " + place
	if ansi.StringWidth(name)+ansi.StringWidth(rest) > room {
		rest = label + t.muted.Render(statusWord(at.Final())+" >") + " " + place
	}
	if !at.Final() && ansi.StringWidth(name)+ansi.StringWidth(rest) > room {
		rest = label + t.muted.Render(">") + " " + place
	}
	if most := max(6, room-ansi.StringWidth(rest)); ansi.StringWidth(name) > most {
		name = t.fit(name, most)
	}
	return t.title.Render(name) + rest, right
}

// progress says how far the assessment is and how long the rest takes; of a
// carried draft, where there is room, also how much of it was given again.
func (a *App) progress(width int) string {
	s := a.session
	settled, asked := s.done()
	if width < 80 {
		return strings.TrimSpace(fmt.Sprintf("%d/%d  %s", settled, asked, shortMinutes(s.minutesLeft())))
	}
	parts := []string{fmt.Sprintf("%d/%d done", settled, asked)}
	if s.parked > 0 && width >= 100 {
		parts = append(parts, fmt.Sprintf("%d parked", s.parked))
	}
	if left := s.minutesLeft(); left > 0 {
		parts = append(parts, fmt.Sprintf("~%d min left", left))
	}
	text := strings.Join(slices.Clip(parts), "  ")
	if carriedDraft(s.sheet) && width >= 120 {
		return a.renewalBeside(text, width) + text
	}
	return text
}

// renewalBeside says how much of a carried draft was given again, beside a team's
// name, a place and other progress, which still have to fit.
func (a *App) renewalBeside(progress string, width int) string {
	const crumbs, gap = 42, 3
	room := width - crumbs - gap - ansi.StringWidth(progress)
	if state := a.savedState(); state != "" {
		room -= ansi.StringWidth(state) + gap
	}
	return a.renewalText(room) + strings.Repeat(" ", gap)
}

// shortMinutes says how many minutes are left where there is little room.
func shortMinutes(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return fmt.Sprintf("~%dm", minutes)
}

// renewalText says how far the carried draft in hand is.
func (a *App) renewalText(width int) string {
	var before *scoring.Sheet
	if a.session.previous != nil {
		before = a.session.previous.sheet
	}
	return a.env.theme.renewalText(a.session.renewal, a.session.sheet, before, width)
}
