// Package compared tells a comparison in the words, the order and the
// characters that commands and screens share, so that both say the same. It
// returns text as it stands in the assessments and banks: whoever shows it makes
// it safe for where it lands.
package compared
