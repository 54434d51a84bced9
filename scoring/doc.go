// Package scoring says what an assessment is worth, and what moved since those
// before: scores, gaps, plans, comparisons, trends, gates, and samples for whoever
// wants to test it. It is pure and exact: whole numbers and fractions inside,
// rounded only where they are printed, so that an auditor can redo every figure
// with a pencil. Which questions are asked is decided by package questionnaire;
// how a figure looks on a page belongs to the report and to the screens.
package scoring
