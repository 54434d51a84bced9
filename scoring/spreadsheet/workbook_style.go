package spreadsheet

import "github.com/xuri/excelize/v2"

const (
	fontFamily = "Calibri"
	headColor  = "1F3A5F"
	axisColor  = "333333"
)

// indent keeps what stands in a cell apart from what ends or begins at its edge
// in the next one, and heads over what they head.
const indent = 1

func styleOf(shown look) *excelize.Style {
	style := &excelize.Style{Font: &excelize.Font{Family: fontFamily}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	format := func(pattern string) { style.CustomNumFmt = &pattern }
	from := func(side string) { style.Alignment.Horizontal, style.Alignment.Indent = side, indent }
	switch shown {
	case plainText, line:
		from("left")
	case strongText:
		from("left")
		style.Font.Bold = true
	case columnTitle:
		from("left")
		asHead(style)
	case numberTitle:
		from("right")
		asHead(style)
	case pageTitle:
		from("left")
		style.Font.Bold, style.Font.Size = true, 16
	case wholeNumber:
		from("right")
		format("0")
	case decimalNumber:
		from("right")
		format("0.00")
	case signedPoints:
		from("right")
		format("+0.0;-0.0;0.0")
	case percentage:
		from("right")
		format("0.0%")
	case day:
		from("left")
		format("yyyy-mm-dd")
	case minute:
		from("left")
		format("yyyy-mm-dd hh:mm")
	}
	return style
}

func asHead(style *excelize.Style) {
	style.Font.Bold, style.Font.Color = true, "FFFFFF"
	style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headColor}}
}
