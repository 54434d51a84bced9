package tui_test

import "testing"

// One key does not drop what somebody typed, and dropping it is still easy.
func TestEscDropsTypedTextWhenPressedAgain(t *testing.T) {
	const warning = "esc again drops what you typed"
	u := answering(t, 80, 24)
	u.press("t", "esc")
	u.seesNot(warning)
	u.sees("1-4")

	u.press("t")
	u.types("Seen on the day")
	u.press("esc")
	u.sees("Seen on the day", warning)
	u.types(" of")
	u.seesNot(warning)
	u.press("esc")
	u.sees("Seen on the day of", warning)
	u.press("esc")
	u.seesNot("Seen on the day")
	u.seesNot(warning)

	u.press("t")
	u.types("Kept after all")
	u.press("esc", "enter")
	u.sees("Kept after all")
	u.seesNot(warning)
}
