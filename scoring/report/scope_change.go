package report

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// scopeChanges says how what the two assessments speak about differs.
func (c changes) scopeChanges() []Block {
	then, now := c.Old.Assessment().Scope(), c.New.Assessment().Scope()
	var list List
	add := func(what string, was, is []string) {
		if change := cameAndWent(was, is); change != "" {
			list = append(list, fact(what, plain(change)))
		}
	}
	add("Tiers", stringsOf(then.Tiers), stringsOf(now.Tiers))
	add("Services named", serviceNames(c.Old.Bank(), then.Services), serviceNames(c.New.Bank(), now.Services))
	add("Accounts", accountNames(then.Accounts), accountNames(now.Accounts))
	add("Regions", then.Regions, now.Regions)
	add("Exclusions", then.Exclusions, now.Exclusions)
	if then.AccountsTotal != now.AccountsTotal {
		list = append(list, fact("Accounts there are", plain(fmt.Sprintf("%d then, %d now", then.AccountsTotal, now.AccountsTotal))))
	}
	if then.Depth != now.Depth {
		list = append(list, fact("Depth", plain(fmt.Sprintf("%s then, %s now", then.Depth, now.Depth))))
	}
	if len(list) == 0 {
		return []Block{heading("Change of scope"), paragraph("Tiers, services, accounts, regions, exclusions and depth are as they were.")}
	}
	return []Block{heading("Change of scope"), list}
}

// cameAndWent says what only one of two lists holds; nothing where they hold the
// same.
func cameAndWent(was, is []string) string {
	only := func(these, those []string) []string {
		return slices.DeleteFunc(slices.Clone(these), func(one string) bool { return slices.Contains(those, one) })
	}
	var texts []string
	if came := only(is, was); len(came) > 0 {
		texts = append(texts, "new: "+strings.Join(came, ", "))
	}
	if went := only(was, is); len(went) > 0 {
		texts = append(texts, "no longer: "+strings.Join(went, ", "))
	}
	return strings.Join(texts, "; ")
}

func serviceNames(bank *questionnaire.Bank, ids []string) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if service, ok := bank.Service(id); ok {
			names[i] = service.Name
		}
	}
	return names
}

func accountNames(accounts []questionnaire.Account) []string {
	names := make([]string, len(accounts))
	for i, account := range accounts {
		names[i] = strings.TrimSpace(account.ID + " " + account.Name)
	}
	return names
}
