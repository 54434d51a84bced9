package demo

import "demarc/questionnaire"

// statement is what somebody in the room says outright.
type statement struct {
	level      questionnaire.Level
	note       string
	population questionnaire.Population
}

// byHeart holds what the team says about questions that everybody knows. It
// speaks of our own bank; a question that a bank does not ask, or that cannot
// be answered so, is answered like any other.
var byHeart = map[string]statement{
	"IAM-01": {level: questionnaire.LevelAll, note: "Root has a hardware key in the safe and no access keys; last used when the organization was set up."},
	"NET-01": {level: questionnaire.LevelMost, note: "The bastion went in spring. Three hosts of the old mail relay still answer on 22, see OPS-2211.", population: questionnaire.Population{InPlace: 47, Total: 50, Source: "security group export"}},
	"CSP-01": {level: questionnaire.LevelAll, note: "One organization trail, all regions, into the log account."},
	"DAT-10": {level: questionnaire.LevelSome, note: "The vault of the ledger is locked; the other five backup plans write to vaults that an administrator can empty.", population: questionnaire.Population{InPlace: 1, Total: 6, Source: "backup plan list"}},
	"DAT-11": {level: questionnaire.LevelMost, note: "Ledger and card vault came back within four hours. The report store was not tried."},
	"TIN-05": {level: questionnaire.LevelSome, note: "The plan names who may take a system offline, but not how to do it in AWS."},
}

var notes = map[questionnaire.Level][]string{
	questionnaire.LevelNone: {
		"Not begun. It is on the list for next quarter.",
		"Tried last year and taken back when deployments broke.",
		"Nobody owned this until now.",
	},
	questionnaire.LevelSome: {
		"The card systems have it; the older services follow.",
		"Done where the new landing zone is in use, not in the older accounts.",
		"Works in production. Staging and tools were left out.",
		"Two teams do it by hand; there is no rule that enforces it.",
	},
	questionnaire.LevelMost: {
		"All but the report store, which moves in the next release.",
		"Everything that was built from the shared module has it.",
		"Missing in the tools account only.",
		"The rest is listed in the ticket with a date each.",
		"",
	},
	questionnaire.LevelAll: {
		"Enforced by the landing zone and checked again this quarter.",
		"Comes with the shared module; a nightly check would show drift.",
		"Set by policy of the organization, so no account can leave it out.",
		"",
		"",
	},
}

var (
	unknownNotes = []string{
		"Nobody in the room could say.",
		"It was so a year ago; somebody has to look again.",
		"The central network team runs it and was not there.",
	}
	parkedNotes = []string{
		"Left for later: needs a look at the billing account.",
		"Two people remember it differently.",
	}
	askedLater        = []string{ana, tom, "Jonas Berg", "Mei Tanaka"}
	owners            = []string{ana, lena, priya, sam, tom}
	populationSources = []string{"inventory query", "resource list of all accounts", "count in the console"}
)

var naReasons = []questionnaire.NAReason{
	{Code: questionnaire.NANoSuchResource, Text: "There is no resource of this kind in the three accounts; checked with an inventory query."},
	{Code: questionnaire.NAOutOfScope, Text: "Only the sandbox has one, and the sandbox is excluded."},
	{Code: questionnaire.NAOther, Text: "The feature is switched off for the whole organization by policy."},
}
