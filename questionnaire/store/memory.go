package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"demarc/questionnaire"
)

// Memory keeps assessments for as long as the program runs.
type Memory struct {
	drafts

	mu          sync.Mutex
	assessments map[string]*questionnaire.Assessment
	banks       map[questionnaire.BankRef]*questionnaire.Bank
	signoffs    map[string]questionnaire.Signoff // by assessment
}

var _ Store = (*Memory)(nil)

// NewMemory returns a store with nothing in it.
func NewMemory(clock Clock) *Memory {
	m := &Memory{
		assessments: make(map[string]*questionnaire.Assessment),
		banks:       make(map[questionnaire.BankRef]*questionnaire.Bank),
		signoffs:    make(map[string]questionnaire.Signoff),
	}
	m.drafts = drafts{clock: clock, load: m.Load, update: m.save}
	return m
}

// Create implements Store.
func (m *Memory) Create(ctx context.Context, a *questionnaire.Assessment, bank *questionnaire.Bank) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := checkNew(a, bank, slices.Collect(maps.Values(m.assessments))); err != nil {
		return fmt.Errorf("create %s: %w", a.ID(), err)
	}
	m.banks[bank.Ref()] = bank
	m.assessments[a.ID()] = a.Clone()
	return nil
}

// Load implements Store.
func (m *Memory) Load(ctx context.Context, id string) (Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return Snapshot{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.find(id)
	if err != nil {
		return Snapshot{}, err
	}
	return m.snapshot(a)
}

// List implements Store.
func (m *Memory) List(ctx context.Context) ([]Listed, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var listed []Listed
	for id, a := range m.assessments {
		snapshot, err := m.snapshot(a)
		listed = append(listed, Listed{ID: id, Snapshot: snapshot, Err: err})
	}
	sortListed(listed)
	return listed, nil
}

// Sign implements Store.
func (m *Memory) Sign(ctx context.Context, id string, signature questionnaire.Signature) (questionnaire.Signoff, error) {
	if err := ctx.Err(); err != nil {
		return questionnaire.Signoff{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.find(id)
	if err != nil {
		return questionnaire.Signoff{}, err
	}
	snapshot, err := m.snapshot(a)
	if err != nil {
		return questionnaire.Signoff{}, err
	}
	signed, err := m.signoffs[id].Sign(snapshot.Assessment, snapshot.Digest, signature, m.clock())
	if err != nil {
		return questionnaire.Signoff{}, fmt.Errorf("sign %s: %w", id, err)
	}
	m.signoffs[id] = signed
	return signed, nil
}

// Signoff implements Store.
func (m *Memory) Signoff(ctx context.Context, id string) (questionnaire.Signoff, error) {
	if err := ctx.Err(); err != nil {
		return questionnaire.Signoff{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.find(id); err != nil {
		return questionnaire.Signoff{}, err
	}
	return m.signoffs[id], nil
}

// save keeps the changed assessment.
func (m *Memory) save(ctx context.Context, id string, apply change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.find(id)
	if err != nil {
		return err
	}
	next, err := changed(a, m.banks[a.Bank()], apply)
	if err != nil {
		return fmt.Errorf("save %s: %w", id, err)
	}
	m.assessments[id] = next
	return nil
}

func (m *Memory) find(id string) (*questionnaire.Assessment, error) {
	if err := questionnaire.CheckAssessmentID(id); err != nil {
		return nil, err
	}
	a, ok := m.assessments[id]
	if !ok {
		return nil, fmt.Errorf("assessment %s: %w", id, ErrNotFound)
	}
	return a, nil
}

func (m *Memory) snapshot(a *questionnaire.Assessment) (Snapshot, error) {
	own := a.Clone()
	document, err := own.Encode()
	if err != nil {
		return Snapshot{}, err
	}
	return snapshotOf(own, m.banks[own.Bank()], digestOf(document))
}
