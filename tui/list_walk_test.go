package tui_test

import "testing"

// Whoever opens a question from a list goes on in that list, sees how far along
// it they are, and comes back to where they got to.
func TestTheArrowsStayInTheListAQuestionWasOpenedFrom(t *testing.T) {
	for _, s := range sizes {
		of := " of "
		if s.width < 80 {
			of = "/"
		}
		u := carried(t, s.width, s.height)
		u.press("enter", "enter")
		u.sees("CSP-04  ", "Carried over 1"+of+"24")
		u.press("left")
		u.sees("CSP-04  ", "This is the first of 24.")
		u.press("right")
		u.sees("NET-05  ", "Carried over 2"+of+"24")
		u.press("right", "left", "left", "right", "right")
		u.sees("IAM-03  ", "Carried over 3"+of+"24")
		u.press("esc")
		u.sees("▸ IAM-03")
		u.press("end", "enter")
		u.sees("TIN-04  ", "Carried over 24"+of+"24")
		u.press("right")
		u.sees("TIN-04  ", "This is the last of 24.")
		u.fits(s.width, s.height)
	}
}

func TestEveryListIsWalked(t *testing.T) {
	tests := map[string]struct {
		to           []string
		first, other string
	}{
		"due":       {[]string{"o", "enter"}, "CSP-04  ", "Questions 1 of 2"},
		"find":      {[]string{"v", "/", "b", "u", "c", "k", "e", "t", "enter"}, "NET-03  ", "Find 1 of "},
		"questions": {[]string{"r", "tab", "tab", "tab", "down", "enter", "enter"}, "NET-01  ", "Questions 1 of 2"},
		"gaps":      {[]string{"r", "enter"}, "CSP-01  ", "Gaps 1 of 24"},
		"review":    {[]string{"v", "enter"}, "IAM-01  ", "Review 1 of 24"},
		"change":    {[]string{"d", "enter"}, "IAM-03  ", "Change 1 of 25"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			u := somethingDue(t, 140, 45)
			u.press(test.to...)
			u.sees(test.first, test.other)
		})
	}
}

// enter goes round in the list, to what needs an answer there, before it goes on
// with the rest.
func TestEnterStaysInTheListUntilNothingThereIsOpen(t *testing.T) {
	u := somethingDue(t, 80, 24)
	u.press("o", "enter")
	u.sees("CSP-04  ", "Questions 1 of 2")
	u.press("a")
	u.sees("DAT-04  ", "Questions 2 of 2")
	u.press("4", "enter")
	u.sees("TIN-01  ", "Nothing else in that list needs an answer", "> Threat int.")
	u.press("right")
	u.sees("TIN-02  ")
	u.press("q", "enter", "enter", "3", "enter")
	u.sees("IAM-03  ", "Carried over 2 of 22")
	u.press("backspace")
	u.sees("IAM-02  ", "> Identity", "Nothing before it in that list needs an answer")
	u.press("z")
	u.sees("NET-05  ", "> Network")
}

// Where the areas and questions are listed beside, the arrows move as they are
// listed there, and with that out of the list.
func TestThePaneOfQuestionsLeadsOutOfTheList(t *testing.T) {
	u := carried(t, 140, 45)
	u.press("enter", "enter", "tab", "up")
	u.sees("CSP-03  ", "Carried over ")
	u = somethingDue(t, 140, 45)
	u.press("o", "enter", "tab", "up")
	u.sees("CSP-03  ", "> Posture")
}

// One question is no list: whoever looked for it goes on from there in order.
func TestFromTheOnlyQuestionFoundTheArrowsGoInOrder(t *testing.T) {
	u := carried(t, 80, 24)
	u.press("v", "/")
	u.types("net-02")
	u.press("enter")
	u.sees("NET-02  ", "> Network")
	u.press("right")
	u.sees("NET-03  ")
}
