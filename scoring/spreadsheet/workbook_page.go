package spreadsheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// layOut sets widths and how the sheet is printed: as wide as a page, tables on
// their side.
func (b *book) layOut(sheet Sheet, rows int) error {
	for i, width := range sheet.Widths {
		name := columnName(i)
		if err := b.SetColWidth(sheet.Name, name, name, width); err != nil {
			return err
		}
	}
	turned, a4, oneWide, anyHigh := "portrait", 9, 1, 0
	if sheet.Table {
		turned = "landscape"
	}
	err := b.SetPageLayout(sheet.Name, &excelize.PageLayoutOptions{Orientation: &turned, Size: &a4, FitToWidth: &oneWide, FitToHeight: &anyHigh})
	if err != nil {
		return err
	}
	if err := b.SetSheetProps(sheet.Name, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	side, upper, lower, edge := 0.4, 0.5, 0.7, 0.3
	err = b.SetPageMargins(sheet.Name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &upper, Bottom: &lower, Header: &edge, Footer: &edge})
	if err != nil {
		return err
	}
	if err := b.setPrinted(sheet, rows); err != nil {
		return err
	}
	footer := "&L&A&C" + strings.ReplaceAll(legible(b.footer), "&", "&&") + "&RPage &P of &N"
	return b.SetHeaderFooter(sheet.Name, &excelize.HeaderFooterOptions{OddFooter: footer})
}

// setPrinted leaves columns out of what is printed.
func (b *book) setPrinted(sheet Sheet, rows int) error {
	if len(sheet.Printed) == 0 {
		return nil
	}
	var areas []string
	for _, span := range sheet.Printed {
		areas = append(areas, fmt.Sprintf("%s!$%s$1:$%s$%d", quoted(sheet.Name), columnName(span.First), columnName(span.Last), rows))
	}
	return b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: strings.Join(areas, ","), Scope: sheet.Name})
}

// asTable keeps the first row and some columns in sight, prints them on every
// page, and gives the row filters.
func (b *book) asTable(sheet Sheet, rows int) error {
	pane := "bottomLeft"
	if sheet.Frozen > 0 {
		pane = "bottomRight"
	}
	err := b.SetPanes(sheet.Name, &excelize.Panes{Freeze: true, XSplit: sheet.Frozen, YSplit: 1, TopLeftCell: columnName(sheet.Frozen) + "2", ActivePane: pane})
	if err != nil {
		return err
	}
	titles := quoted(sheet.Name) + "!$1:$1"
	if sheet.Frozen > 0 {
		titles = quoted(sheet.Name) + "!$A:$" + columnName(sheet.Frozen-1) + "," + titles
	}
	if err := b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: sheet.Name}); err != nil {
		return err
	}
	last := columnName(len(sheet.Rows[0])-1) + fmt.Sprint(rows)
	return b.AutoFilter(sheet.Name, "A1:"+last, nil)
}

// columnName returns the letters of a column, counted from 0. There are far fewer
// than a spreadsheet has letters for.
func columnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column + 1)
	return name
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
