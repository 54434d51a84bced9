package tui

import (
	"errors"
	"io/fs"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/scoring/report"
)

// reportFile is a report as it is written.
type reportFile struct {
	name string
	text []byte
}

// write puts the report into the workspace, as it is now: a signature may have come
// while it was being read.
func (r *reportScreen) write() tea.Cmd {
	if r.text == nil || r.refuses() {
		return nil
	}
	return r.writeAs("md", false)
}

// refuses says why nothing is written of an assessment that is not what it was
// when it was signed.
func (r *reportScreen) refuses() bool {
	err := r.app.session.integrity
	if err != nil {
		r.app.notice = "Not written. " + integrityWords(err)
	}
	return err != nil
}

// replace writes a report over the earlier one.
func (r *reportScreen) replace(file reportFile) tea.Cmd {
	put := r.app.env.WriteReport
	return func() tea.Msg {
		path, err := put(file.name, file.text, true)
		return reportWritten{file: file, path: path, err: err}
	}
}

// takeReportWritten says where the report went, or asks whether to write over an
// earlier one, unless the user has gone on.
func (a *App) takeReportWritten(msg reportWritten) tea.Cmd {
	open := a.reportInView()
	switch {
	case msg.err == nil:
		a.notice = "Written: " + clean(msg.path)
		if open != nil {
			open.written = msg.path
		}
	case !errors.Is(msg.err, fs.ErrExist):
		a.notice = "The report was not written: " + saveProblem(msg.err)
	case open == nil || a.dialog != nil:
		a.notice = "The report was not written: there is an earlier one."
	default:
		return a.openDialog(open.newReplaceDialog(msg))
	}
	return nil
}

func (r *reportScreen) newReplaceDialog(there reportWritten) *dialog {
	replace := false
	return &dialog{
		title: "There is a report already",
		intro: clean(there.path) + " holds an earlier one.",
		form: r.app.newForm(huh.NewSelect[bool]().Title("Write over it?").Options(
			huh.NewOption("no, keep it", false), huh.NewOption("yes, replace it", true)).Value(&replace)),
		submit: func() tea.Cmd {
			if !replace {
				return nil
			}
			return r.replace(there.file)
		},
	}
}

// newFormatDialog asks for a form of the report, and whether people outside may
// read it.
func (r *reportScreen) newFormatDialog() *dialog {
	var options []huh.Option[string]
	for _, format := range report.Formats() {
		options = append(options, huh.NewOption(format.Name+": "+format.Describes, format.Name))
	}
	name, redact := options[0].Value, false
	return &dialog{
		title: "Write the report",
		intro: "Redacted leaves out names, account ids, notes and where evidence is, and says so on its first page.",
		form: r.app.newForm(
			huh.NewSelect[string]().Title("As").Options(options...).Value(&name),
			huh.NewSelect[bool]().Title("For").Options(
				huh.NewOption("the team and its auditors: everything", false), huh.NewOption("readers outside: redacted", true)).Value(&redact),
		),
		submit: func() tea.Cmd { return r.writeAs(name, redact) },
	}
}

// writeAs makes the report in a format and puts it into the workspace, off the
// event loop.
func (r *reportScreen) writeAs(name string, redact bool) tea.Cmd {
	sheet, options, put := r.app.session.scoredCopy(), r.app.env.Options, r.app.env.WriteReport
	return func() tea.Msg {
		file, err := options.reportFile(sheet, name, redact)
		if err != nil {
			return reportWritten{err: err}
		}
		path, err := put(file.name, file.text, false)
		return reportWritten{file: file, path: path, err: err}
	}
}
