// Package tui is the app: the Bubble Tea program that walks a team through an
// assessment. There is one tea.Model, App; every screen is a plain struct in a
// file of its own that turns messages into commands and draws itself as lines
// that fit its size. No screen reads or writes a file while it handles a
// message: that happens in commands, and saves go through one queue per
// assessment. What is legal or what it is worth is decided by packages
// questionnaire and scoring.
//
// In accessible mode the app is a conversation in plain lines instead, over the
// same session; that is what the accessible files hold.
package tui

//go:generate go run ./internal/docs
