// Package scoring says what an assessment is worth, and what moved since the one
// before: scores, gaps, plans and comparisons. It is pure and exact: whole
// numbers and fractions inside, rounded only where they are printed, so that an
// auditor can redo every figure with a pencil. Which questions are asked is
// decided by package questionnaire; how a figure looks on a page belongs to the
// report and to the screens.
package scoring
