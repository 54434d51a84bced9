package tui_test

import "testing"

// What a level moved stays on the screen while a note and evidence are added.
func TestTheEffectOfALevelOutlivesWhatIsAddedToIt(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("3")
	u.sees("Identity 0.0 → 18.8   overall +3.1", "none yet: e adds it", "none yet: t writes one", "nobody yet: o names who closes the gap")
	u.press("t")
	u.types("Bastion removed")
	u.press("enter")
	u.sees("Identity 0.0 → 18.8   overall +3.1", "Bastion removed")
	u.seesNot("t writes one")
	u.press("4")
	u.sees("Identity 18.8 → 25.0   overall +1.0")
	u.press("right", "left")
	u.sees("Identity 18.8 → 25.0")
}

// In a small terminal what was said is named, and a sheet of the guide holds all
// of it.
func TestASmallTerminalNamesWhatWasSaidAndHoldsAllOfIt(t *testing.T) {
	u := answering(t, 60, 16)
	saysAll(u)
	u.sees("MOST · 47 of 50 · Ana Ruiz", "Identity 0.0 → 18.8", "accepted risk · 1 evidence · note · owner Sam")
	u.press("tab", "tab", "tab", "tab", "tab", "tab")
	u.sees("[Answer]", "Account summary of all", "lines 1-")
	u.press("pgdown", "pgdown", "pgdown")
	u.sees("root sign-in is on in all of", "Sam Okafor  due 2027-02-28", "E-01 s3://audit/2026-q4/root-summary.csv")
	u.press("tab")
	u.sees("In how many AWS accounts")
}

func TestEveryCommandIsCopiedInTurn(t *testing.T) {
	u := answering(t, 140, 45)
	for _, notice := range []string{
		"Copied 1 of 3, if your terminal allows it: aws iam get-account-summary", "Copied 2 of 3", "Copied 3 of 3", "Copied 1 of 3",
	} {
		u.press("y")
		u.sees(notice)
	}
	u.press("y", "right", "left", "y")
	u.sees("Copied 1 of 3")
}
