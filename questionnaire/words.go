package questionnaire

// Tier is a service tier: how much of the stack AWS runs, and so how much of
// it is the customer's.
type Tier struct{ word }

// The three tiers. Container is AWS's own term for managed platforms (RDS,
// EMR, Elastic Beanstalk, ECS, EKS), not only for Docker.
var (
	Infrastructure = Tier{word{"infrastructure"}}
	Container      = Tier{word{"container"}}
	Abstracted     = Tier{word{"abstracted"}}
)

var tiers = []Tier{Infrastructure, Container, Abstracted}

// Tiers returns all tiers in the order in which screens and reports show them.
func Tiers() []Tier { return append([]Tier(nil), tiers...) }

// ParseTier reads a tier as files and flags write it.
func ParseTier(text string) (Tier, error) { return parseWord("tier", text, tiers) }

// UnmarshalText reads a tier from a file.
func (t *Tier) UnmarshalText(text []byte) (err error) { *t, err = ParseTier(string(text)); return err }

// Area is one of the six capability areas of the customer's side.
type Area struct{ word }

// The six areas.
var (
	IAM         = Area{word{"iam"}}
	Network     = Area{word{"network"}}
	Posture     = Area{word{"posture"}}
	Workload    = Area{word{"workload"}}
	Data        = Area{word{"data"}}
	ThreatIntel = Area{word{"threat-intel"}}
)

var areas = []Area{IAM, Network, Posture, Workload, Data, ThreatIntel}

var areaNames = map[Area]struct{ full, short, prefix string }{
	IAM:         {"Identity and Access Management", "Identity", "IAM"},
	Network:     {"Cloud Network Security", "Network", "NET"},
	Posture:     {"Cloud Security Posture Management", "Posture", "CSP"},
	Workload:    {"Cloud Workload Protection", "Workload", "CWP"},
	Data:        {"Data Protection", "Data", "DAT"},
	ThreatIntel: {"Threat Intelligence", "Threat int.", "TIN"},
}

// Areas returns all areas in the order in which screens and reports show them.
func Areas() []Area { return append([]Area(nil), areas...) }

// ParseArea reads an area as files and flags write it.
func ParseArea(text string) (Area, error) { return parseWord("area", text, areas) }

// UnmarshalText reads an area from a file.
func (a *Area) UnmarshalText(text []byte) (err error) { *a, err = ParseArea(string(text)); return err }

// Name returns the area's full name, for reports.
func (a Area) Name() string { return areaNames[a].full }

// ShortName returns a name of at most eleven characters, for narrow columns.
func (a Area) ShortName() string { return areaNames[a].short }

// Prefix returns what the ids of the area's questions in our bank begin with.
func (a Area) Prefix() string { return areaNames[a].prefix }

// Order returns 0 for the first area to 5 for the last.
func (a Area) Order() int { return indexOf(areas, a) }

// Level is an answer to a question: for how much of what is in scope the
// control works, or that nobody knows, or that the question does not apply.
type Level struct{ word }

// The levels. Some is under half, most is half or more but not all.
var (
	LevelNone    = Level{word{"none"}}
	LevelSome    = Level{word{"some"}}
	LevelMost    = Level{word{"most"}}
	LevelAll     = Level{word{"all"}}
	LevelUnknown = Level{word{"unknown"}}
	LevelNA      = Level{word{"na"}}
)

var (
	gradedLevels = []Level{LevelNone, LevelSome, LevelMost, LevelAll}
	levels       = append(gradedLevels[:4:4], LevelUnknown, LevelNA)
)

// Levels returns every level there is: none to all, unknown, na.
func Levels() []Level { return append([]Level(nil), levels...) }

// GradedLevels returns the four levels that state a share, lowest first.
func GradedLevels() []Level { return append([]Level(nil), gradedLevels...) }

// ParseLevel reads a level as files and flags write it.
func ParseLevel(text string) (Level, error) { return parseWord("level", text, levels) }

// UnmarshalText reads a level from a file.
func (l *Level) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLevel(string(text))
	return err
}

// Graded reports whether the level states a share: none, some, most or all.
func (l Level) Graded() bool { return l.Rank() >= 0 }

// Rank orders the graded levels: 0 for none to 3 for all, -1 for any other.
func (l Level) Rank() int {
	if rank := indexOf(gradedLevels, l); rank < len(gradedLevels) {
		return rank
	}
	return -1
}

// Severity says how much harm a gap can do. A bank gives each its weight.
type Severity struct{ word }

// The severities.
var (
	SeverityCritical = Severity{word{"critical"}}
	SeverityHigh     = Severity{word{"high"}}
	SeverityMedium   = Severity{word{"medium"}}
	SeverityLow      = Severity{word{"low"}}
)

var severities = []Severity{SeverityCritical, SeverityHigh, SeverityMedium, SeverityLow}

// Severities returns all severities, gravest first.
func Severities() []Severity { return append([]Severity(nil), severities...) }

// ParseSeverity reads a severity as files write it.
func ParseSeverity(text string) (Severity, error) { return parseWord("severity", text, severities) }

// UnmarshalText reads a severity from a file.
func (s *Severity) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSeverity(string(text))
	return err
}

// Order returns 0 for critical to 3 for low.
func (s Severity) Order() int { return indexOf(severities, s) }

// Effort says what it costs to close a gap.
type Effort struct{ word }

// The efforts.
var (
	EffortLow    = Effort{word{"low"}}
	EffortMedium = Effort{word{"medium"}}
	EffortHigh   = Effort{word{"high"}}
)

var efforts = []Effort{EffortLow, EffortMedium, EffortHigh}

// ParseEffort reads an effort as files write it.
func ParseEffort(text string) (Effort, error) { return parseWord("effort", text, efforts) }

// UnmarshalText reads an effort from a file.
func (e *Effort) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEffort(string(text))
	return err
}

// Order returns 0 for low to 2 for high.
func (e Effort) Order() int { return indexOf(efforts, e) }

// Depth says whether an assessment asks the whole bank or its short form.
type Depth struct{ word }

// The depths.
var (
	DepthFull     = Depth{word{"full"}}
	DepthBaseline = Depth{word{"baseline"}}
)

var depths = []Depth{DepthFull, DepthBaseline}

// ParseDepth reads a depth as files and flags write it.
func ParseDepth(text string) (Depth, error) { return parseWord("depth", text, depths) }

// UnmarshalText reads a depth from a file.
func (d *Depth) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDepth(string(text))
	return err
}

// Status says whether an assessment can still change.
type Status struct{ word }

// The statuses.
var (
	StatusDraft = Status{word{"draft"}}
	StatusFinal = Status{word{"final"}}
)

var statuses = []Status{StatusDraft, StatusFinal}

// UnmarshalText reads a status from a file.
func (s *Status) UnmarshalText(text []byte) (err error) {
	*s, err = parseWord("status", string(text), statuses)
	return err
}

// State says where an answer stands against the assessment before.
type State struct{ word }

// The states. A carried answer was taken over and earns nothing until a named
// person re-affirms or changes it.
var (
	StateCarried    = State{word{"carried"}}
	StateReaffirmed = State{word{"reaffirmed"}}
	StateChanged    = State{word{"changed"}}
	StateNew        = State{word{"new"}}
)

var states = []State{StateCarried, StateReaffirmed, StateChanged, StateNew}

// UnmarshalText reads a state from a file.
func (s *State) UnmarshalText(text []byte) (err error) {
	*s, err = parseWord("state", string(text), states)
	return err
}

// Method says how an answer was arrived at, in the words of NIST SP 800-53A.
type Method struct{ word }

// The methods.
var (
	MethodExamine   = Method{word{"examine"}}
	MethodInterview = Method{word{"interview"}}
	MethodTest      = Method{word{"test"}}
)

var methods = []Method{MethodExamine, MethodInterview, MethodTest}

// ParseMethod reads a method as files and flags write it.
func ParseMethod(text string) (Method, error) { return parseWord("method", text, methods) }

// UnmarshalText reads a method from a file.
func (m *Method) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMethod(string(text))
	return err
}

// EvidenceKind says what a piece of evidence is.
type EvidenceKind struct{ word }

// The kinds of evidence. A statement is somebody's word and never makes an
// answer evidenced.
var (
	KindConfigExport = EvidenceKind{word{"config-export"}}
	KindQueryOutput  = EvidenceKind{word{"query-output"}}
	KindLog          = EvidenceKind{word{"log"}}
	KindTicket       = EvidenceKind{word{"ticket"}}
	KindRecord       = EvidenceKind{word{"record"}}
	KindDocument     = EvidenceKind{word{"document"}}
	KindScreenshot   = EvidenceKind{word{"screenshot"}}
	KindStatement    = EvidenceKind{word{"statement"}}
)

var evidenceKinds = []EvidenceKind{
	KindConfigExport, KindQueryOutput, KindLog, KindTicket, KindRecord, KindDocument, KindScreenshot, KindStatement,
}

// EvidenceKinds returns every kind of evidence.
func EvidenceKinds() []EvidenceKind { return append([]EvidenceKind(nil), evidenceKinds...) }

// ParseEvidenceKind reads a kind of evidence as files and flags write it.
func ParseEvidenceKind(text string) (EvidenceKind, error) {
	return parseWord("evidence kind", text, evidenceKinds)
}

// UnmarshalText reads a kind of evidence from a file.
func (k *EvidenceKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseEvidenceKind(string(text))
	return err
}

// NACode is the sort of reason for which a question does not apply. That
// somebody else performs a duty is not one of them: such a duty is assessed.
type NACode struct{ word }

// The codes.
var (
	NAOutOfScope     = NACode{word{"out-of-scope"}}
	NANoSuchResource = NACode{word{"no-such-resource"}}
	NAOther          = NACode{word{"other"}}
)

var naCodes = []NACode{NANoSuchResource, NAOutOfScope, NAOther}

// NACodes returns every code, the most common first.
func NACodes() []NACode { return append([]NACode(nil), naCodes...) }

// ParseNACode reads a code as files and flags write it.
func ParseNACode(text string) (NACode, error) {
	return parseWord("reason code for not applicable", text, naCodes)
}

// UnmarshalText reads a code from a file.
func (c *NACode) UnmarshalText(text []byte) (err error) {
	*c, err = ParseNACode(string(text))
	return err
}

// ExceptionKind says what an exception changes: a compensating control keeps
// the answer's level until it expires, an accepted risk changes no number.
type ExceptionKind struct{ word }

// The kinds of exception.
var (
	Compensating = ExceptionKind{word{"compensating"}}
	AcceptedRisk = ExceptionKind{word{"accepted-risk"}}
)

var exceptionKinds = []ExceptionKind{Compensating, AcceptedRisk}

// ExceptionKinds returns every kind of exception.
func ExceptionKinds() []ExceptionKind { return append([]ExceptionKind(nil), exceptionKinds...) }

// ParseExceptionKind reads a kind of exception as files and flags write it.
func ParseExceptionKind(text string) (ExceptionKind, error) {
	return parseWord("exception kind", text, exceptionKinds)
}

// UnmarshalText reads a kind of exception from a file.
func (k *ExceptionKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseExceptionKind(string(text))
	return err
}

// Role is in what part somebody signs a final assessment. Whoever prepared it
// stands in the assessment itself.
type Role struct{ word }

// The roles.
var (
	RoleReviewer = Role{word{"reviewer"}}
	RoleApprover = Role{word{"approver"}}
)

var roles = []Role{RoleReviewer, RoleApprover}

// Roles returns every role.
func Roles() []Role { return append([]Role(nil), roles...) }

// ParseRole reads a role as flags and files write it.
func ParseRole(text string) (Role, error) { return parseWord("role", text, roles) }

// UnmarshalText reads a role from a file.
func (r *Role) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRole(string(text))
	return err
}

// Owner says whose duty a layer of the stack is in a tier.
type Owner struct{ word }

// The owners. Shared means that AWS provides the mechanism and the customer
// configures or operates it; it never means nobody.
var (
	OwnerCustomer = Owner{word{"customer"}}
	OwnerShared   = Owner{word{"shared"}}
	OwnerAWS      = Owner{word{"aws"}}
)

var owners = []Owner{OwnerCustomer, OwnerShared, OwnerAWS}

// UnmarshalText reads an owner from a file.
func (o *Owner) UnmarshalText(text []byte) (err error) {
	*o, err = parseWord("owner", string(text), owners)
	return err
}
