package tui

import (
	"context"
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"demarc/questionnaire/store"
	"demarc/scoring"
)

// trendScreen shows how coverage and gaps of a team moved over its periods, the
// oldest first, with those that were left out.
type trendScreen struct {
	app           *App
	width, height int
	team          string
	at            string // id of the assessment that the cursor begins on
	read          bool
	err           error
	unreadable    int // files that cannot be read and may belong to the team
	periods       []scoring.TrendPeriod
	signings      map[string]signing // by id
	chosen        int
	columns       scrolled // of the chart, where not all periods fit
	rows          scrolled // of the table
	table         bool     // what a short screen shows: the table, not the chart
}

// showTrend goes to the trend of a team, with the cursor on an assessment.
func (a *App) showTrend(team, id string) tea.Cmd {
	trend := &trendScreen{app: a, team: team, at: id}
	a.show(trend)
	return trend.reread()
}

// trendRead brings the periods of a team.
type trendRead struct {
	team       string
	periods    []scoring.TrendPeriod
	signings   map[string]signing // by id
	unreadable int
	err        error
}

// reread reads and scores all assessments of the team, off the event loop.
// Answers that are not saved yet count as the screens show them.
func (r *trendScreen) reread() tea.Cmd {
	team, keeper, now := r.team, r.app.env.Store, r.app.env.Now
	var inHand *scoring.Sheet
	if s := r.app.session; s != nil && s.unsaved() {
		inHand = s.scoredCopy()
	}
	return func() tea.Msg {
		listed, err := keeper.List(context.Background())
		if err != nil {
			return trendRead{team: team, err: err}
		}
		listed = store.Current(listed)
		sheets, unreadable := sheetsOf(listed, team, now(), inHand)
		if err := checkApart(sheets); err != nil {
			return trendRead{team: team, err: err}
		}
		return trendRead{team: team, periods: scoring.Trend(sheets), signings: signingsOf(context.Background(), keeper, listed), unreadable: unreadable}
	}
}

// sheetsOf scores the assessments of a team, the oldest first; inHand, if there
// is one, stands for what the store has of it.
func sheetsOf(listed []store.Listed, team string, now time.Time, inHand *scoring.Sheet) (sheets []*scoring.Sheet, unreadable int) {
	for _, one := range slices.Backward(listed) {
		switch {
		case one.Err != nil:
			unreadable++
		case one.Snapshot.Assessment.Team() != team:
		case inHand != nil && inHand.Assessment().ID() == one.ID:
			sheets = append(sheets, inHand)
		default:
			a := one.Snapshot.Assessment
			sheets = append(sheets, scoring.Score(one.Snapshot.Bank, a, a.AsOf(now)))
		}
	}
	return sheets, unreadable
}

// checkApart refuses assessments that speak about the same days.
func checkApart(sheets []*scoring.Sheet) error {
	for i := 1; i < len(sheets); i++ {
		older, newer := sheets[i-1].Assessment(), sheets[i].Assessment()
		if older.Period().Overlaps(newer.Period()) {
			return fmt.Errorf("%s and %s speak about the same days, and neither supersedes the other", older.ID(), newer.ID())
		}
	}
	return nil
}

// takeTrend hands the periods to the screen that waits for them, wherever it is.
func (a *App) takeTrend(msg trendRead) {
	for _, each := range append(slices.Clone(a.trail), a.current) {
		if trend, ok := each.(*trendScreen); ok && trend.team == msg.team {
			trend.take(msg)
		}
	}
}

// take takes over the periods. The cursor stays on its period, and begins on the
// one that the screen was opened for.
func (r *trendScreen) take(msg trendRead) {
	if len(r.periods) > 0 && !r.periods[r.chosen].Missing() {
		r.at = r.periods[r.chosen].Sheet.Assessment().ID()
	}
	r.read, r.err, r.periods, r.signings, r.unreadable = true, msg.err, msg.periods, msg.signings, msg.unreadable
	r.chosen = max(0, len(r.periods)-1)
	for i, period := range r.periods {
		if !period.Missing() && period.Sheet.Assessment().ID() == r.at {
			r.chosen = i
		}
	}
}

func (r *trendScreen) resize(width, height int) { r.width, r.height = width, height }

func (r *trendScreen) capturing() bool { return false }

func (r *trendScreen) update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(r.periods) == 0 {
		return nil
	}
	last := len(r.periods) - 1
	switch {
	case key.Matches(press, keys.Up, keys.Left):
		r.chosen = max(0, r.chosen-1)
	case key.Matches(press, keys.Down, keys.Right):
		r.chosen = min(last, r.chosen+1)
	case key.Matches(press, keys.PageUp):
		r.chosen = max(0, r.chosen-r.tableRoom())
	case key.Matches(press, keys.PageDown):
		r.chosen = min(last, r.chosen+r.tableRoom())
	case key.Matches(press, keys.Top):
		r.chosen = 0
	case key.Matches(press, keys.Bottom):
		r.chosen = last
	case key.Matches(press, keys.Pane, keys.PaneBack):
		r.table = !r.table
	case key.Matches(press, keys.Open, keys.Results):
		return r.open(toResults)
	case key.Matches(press, keys.Compare):
		return r.open(toCompare)
	case key.Matches(press, keys.Report):
		return r.open(toReport)
	}
	return nil
}

// open goes to the assessment of the chosen period.
func (r *trendScreen) open(then destination) tea.Cmd {
	period := r.periods[r.chosen]
	if period.Missing() {
		r.app.notice = "No assessment speaks about " + clean(period.Period.Label) + "."
		return nil
	}
	return r.app.openAssessment(period.Sheet.Assessment().ID(), then)
}

func (r *trendScreen) header() (left, right string) {
	t := r.app.env.theme
	missing := 0
	for _, period := range r.periods {
		if period.Missing() {
			missing++
		}
	}
	if r.read && r.err == nil {
		right = plural(len(r.periods), "period", "periods")
	}
	if missing > 0 {
		right += fmt.Sprintf(", %d missing", missing)
	}
	const rest = 34 // the place, and how many periods there are
	name := clean(r.team)
	if most := r.app.width - rest; ansi.StringWidth(name) > most {
		name = t.fit(name, most)
	}
	return t.title.Render(name) + t.muted.Render(" >") + " Trend", right
}

func (r *trendScreen) footer() []key.Binding {
	bindings := []key.Binding{relabel(keys.Open, "results"), keys.Compare, keys.Report, label("↑ ↓", "choose")}
	if r.short() {
		bindings = append(bindings, relabel(keys.Pane, "table, chart"))
	}
	return append(bindings, keys.Back, keys.Home, keys.Help)
}

func (r *trendScreen) groups() []keyGroup {
	return []keyGroup{{"Trend", []key.Binding{
		relabel(keys.Open, "results of the chosen period"), relabel(keys.Compare, "what changed in it since the assessment before"),
		relabel(keys.Report, "its report"), label("↑ ↓ ← →", "choose a period"), keys.ScrollPages, keys.Top, keys.Bottom,
		relabel(keys.Pane, "table or chart on a small screen"),
	}}}
}
