package store_test

import (
	"testing"

	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return store.NewMemory(storetest.Clock) })
}
