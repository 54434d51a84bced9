package handover

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// compareFigures compares the figures of a package of another version with those
// that this one computes. The other may know more; it has to know these.
func compareFigures(held, computed []byte) error {
	var theirs, ours map[string]any
	if err := json.Unmarshal(held, &theirs); err != nil {
		return broken(scoresFile, "%s", err)
	}
	if err := json.Unmarshal(computed, &ours); err != nil {
		return fmt.Errorf("compare figures: %w", err)
	}
	for _, key := range []string{"id", "as_of", "overall", "areas"} {
		if err := compareValues(key, theirs[key], ours[key]); err != nil {
			return err
		}
	}
	return nil
}

func compareValues(where string, theirs, ours any) error {
	switch ours := ours.(type) {
	case map[string]any:
		theirs, ok := theirs.(map[string]any)
		if !ok {
			return differs(where)
		}
		for _, key := range slices.Sorted(maps.Keys(ours)) {
			if err := compareValues(where+"."+key, theirs[key], ours[key]); err != nil {
				return err
			}
		}
		return nil
	case []any:
		theirs, ok := theirs.([]any)
		if !ok || len(theirs) != len(ours) {
			return differs(where)
		}
		for i := range ours {
			if err := compareValues(fmt.Sprintf("%s[%d]", where, i), theirs[i], ours[i]); err != nil {
				return err
			}
		}
		return nil
	default:
		if !reflect.DeepEqual(theirs, ours) {
			return differs(where)
		}
		return nil
	}
}

func differs(where string) error {
	return broken(scoresFile, "%s is not what the assessment and its bank give", where)
}
