package bank

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// People copy the commands of a bank into a shell that holds credentials of
// their accounts. So lint lets through only what it knows to read.

// shellToken is what may stand in a command: quoted text that the shell leaves
// alone, a <placeholder>, a pipe, plain characters. Everything else could start
// another command or write a file. Like the others it is compiled for who lints,
// not whenever the program starts.
var shellToken = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:'[^']*'|"[^"$` + "`" + `\\]*"|<[A-Za-z0-9_-]+>|\||[A-Za-z0-9_@%+=:,./{}\[\]?*^~-]+| +)`)
})

// secretOperation matches reads that print a credential.
var secretOperation = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(batch-)?get-(secret-value|password-data|login|login-password|token|.*-token|` +
		`.*-token-.*|.*credentials|.*credentials-.*|instance-access.*|compute-access|data-access|session-endpoint|` +
		`bucket-access-keys|resource-api-key|challenge-password|.*job-details|.*-master-user-password)$|` +
		`^list-user-pool-client-secrets$`)
})

// savingOperation matches reads whose answer goes into a file.
var savingOperation = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^get-(object|object-torrent|snapshot-block|job-output|export|sdk|media|clip|` +
		`media-for-fragment-list|thing-shadow|package-version-asset|raw-message-content|introspection-schema)$|` +
		`^select-object-content$`)
})

var (
	// readingVerbs begin the operations that only read.
	readingVerbs = strings.Fields("describe get list lookup search select head filter simulate check validate")

	// readingOperations only read, though their verb does not say so.
	readingOperations = []string{"s3 ls", "iam generate-credential-report"}

	// refusedOptions print a credential, or send the signed request elsewhere.
	refusedOptions = []string{"--with-decryption", "--include-values", "--endpoint-url", "--no-verify-ssl"}

	// filters read what the command before them prints, and write no file.
	filters = []string{"jq", "grep", "wc", "head", "tail", "cut"}
)

// checkReadOnly returns why a command may do more than read, or nil.
func checkReadOnly(command string) error {
	stages, err := splitCommand(command)
	if err != nil {
		return err
	}
	for _, stage := range stages[1:] {
		if !slices.Contains(filters, stage[0]) {
			return fmt.Errorf("command pipes into %q: want one of %s", stage[0], strings.Join(filters, ", "))
		}
	}
	return checkAWS(stages[0])
}

func checkAWS(words []string) error {
	if words[0] != "aws" || len(words) < 3 || strings.HasPrefix(words[1], "-") {
		return errors.New("command must begin with aws, a service and an operation")
	}
	operation := words[2]
	verb, _, _ := strings.Cut(strings.TrimPrefix(operation, "batch-"), "-")
	known := slices.Contains(readingVerbs, verb) || slices.Contains(readingOperations, words[1]+" "+operation)
	switch {
	case words[1] == "configure":
		return errors.New("\"configure\" is about the credentials of whoever runs it")
	case !known:
		return fmt.Errorf("%q is not known to only read: want describe-, get-, list- or the like", operation)
	case secretOperation().MatchString(operation):
		return fmt.Errorf("%q brings out a credential", operation)
	case savingOperation().MatchString(operation):
		return fmt.Errorf("%q writes a file", operation)
	}
	for _, word := range words[3:] {
		if option, _, _ := strings.Cut(word, "="); isRefused(option) {
			return fmt.Errorf("option %s has no place in a check", option)
		}
	}
	return nil
}

// isRefused also knows a refused option by its beginning: the AWS CLI takes any
// beginning of an option for the whole.
func isRefused(option string) bool {
	return len(option) > len("--") && slices.ContainsFunc(refusedOptions, func(refused string) bool {
		return strings.HasPrefix(refused, option)
	})
}

// splitCommand splits a command line into the words of each stage of its pipe,
// without their quotes.
func splitCommand(command string) ([][]string, error) {
	stages := [][]string{nil}
	word, inWord := "", false
	endWord := func() {
		if inWord {
			stages[len(stages)-1] = append(stages[len(stages)-1], word)
		}
		word, inWord = "", false
	}
	for rest := command; rest != ""; {
		token := shellToken().FindString(rest)
		rest = rest[len(token):]
		switch {
		case token == "":
			return nil, fmt.Errorf("%q in a command can make the shell do more than read", string([]rune(rest)[:1]))
		case token == "|":
			endWord()
			stages = append(stages, nil)
		case token[0] == ' ':
			endWord()
		default:
			word, inWord = word+strings.Trim(token, `'"`), true
		}
	}
	endWord()
	if slices.ContainsFunc(stages, func(stage []string) bool { return len(stage) == 0 }) {
		return nil, errors.New("command has an empty stage")
	}
	return stages, nil
}
