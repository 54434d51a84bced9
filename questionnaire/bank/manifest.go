package bank

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"

	"demarc/questionnaire"
)

// manifest is what bank.yaml says.
type manifest struct {
	content questionnaire.BankContent // without questions
	base    *questionnaire.Bank       // the bank that this one extends; nil for one that stands alone
	retired map[string]string         // path of each entry under retired, by question id
	file    *file
	places  places
	open    bool // it could be read, so that the areas can be held against it
}

// readManifest reads bank.yaml. A bank that extends another begins with all
// that the other one has.
func (d *draft) readManifest(f *file) (err error) {
	d.file, d.places = f, places{"": {f, 1, 1}}
	before := len(d.problems)
	d.readFile(f, func(from *reader, root ast.Node) {
		opened, ok := from.fields(root, ManifestName, "id", "version", "extends",
			"weights", "bands", "frameworks", "services", "layers", "retired")
		if !ok {
			return
		}
		d.open, d.places = true, opened.places
		if err = d.readBase(opened); err != nil {
			return
		}
		opened.require("id", "version")
		opened.line("id", &d.content.ID)
		opened.line("version", &d.content.Version)
		if d.base == nil {
			opened.require("weights", "bands")
		}
		d.readScale(opened)
		list(opened, "frameworks", &d.content.Frameworks, frameworkID, readFramework)
		list(opened, "services", &d.content.Services, serviceID, readService)
		list(opened, "layers", &d.content.Layers, layerID, readLayer)
		d.retired = list(opened, "retired", &d.content.Retired, retiredID, readRetired)
	})
	if err == nil && !d.open && len(d.problems) == before {
		d.fault(d.places.of(""), ruleRequired, "%s says nothing", ManifestName)
	}
	return err
}

func (d *draft) readBase(f fields) error {
	var extends string
	f.line("extends", &extends)
	switch extends {
	case "":
		return nil
	case ID:
		base, err := Default()
		if err != nil {
			return fmt.Errorf("read the bank that %s extends: %w", d.file.name, err)
		}
		d.base = base
		d.content.Weights, d.content.Bands = base.Weights(), base.Bands()
		d.content.Frameworks, d.content.Services = base.Frameworks(), base.Services()
		d.content.Layers, d.content.Retired = base.Layers(), base.Retired()
		return nil
	default:
		f.fault(f.places.of("extends"), ruleValue, "extends %q: only %s can be extended", extends, ID)
		return nil
	}
}

// readScale reads the weights and the bands.
func (d *draft) readScale(f fields) {
	if weights, ok := f.mapping("weights", "critical", "high", "medium", "low"); ok {
		weights.require("critical", "high", "medium", "low")
		weights.number("critical", &d.content.Weights.Critical)
		weights.number("high", &d.content.Weights.High)
		weights.number("medium", &d.content.Weights.Medium)
		weights.number("low", &d.content.Weights.Low)
	}
	if bands, ok := f.mapping("bands", "partial", "substantial", "high"); ok {
		bands.require("partial", "substantial", "high")
		bands.number("partial", &d.content.Bands.Partial)
		bands.number("substantial", &d.content.Bands.Substantial)
		bands.number("high", &d.content.Bands.High)
	}
}

func frameworkID(framework questionnaire.Framework) string { return framework.ID }
func serviceID(service questionnaire.Service) string       { return service.ID }
func layerID(layer questionnaire.Layer) string             { return layer.ID }
func retiredID(retired questionnaire.Retired) string       { return retired.ID }

// list reads the items under a key. One with the id of an item that is there
// from the base takes its place. It returns the path of each item by its id.
func list[T any](
	f fields, key string, into *[]T, idOf func(T) string, read func(fields, string, ast.Node) T,
) map[string]string {
	own := make(map[string]string)
	taken := make(map[string]int, len(*into))
	for i, item := range *into {
		taken[idOf(item)] = i
	}
	for path, node := range f.list(key) {
		item := read(f, path, node)
		id := idOf(item)
		if own[id] != "" && id != "" {
			f.fault(f.places.of(path+".id"), ruleID, "%q stands twice in %s", id, key)
			continue
		}
		own[id] = path
		if i, ok := taken[id]; ok {
			(*into)[i] = item
			continue
		}
		*into = append(*into, item)
	}
	return own
}

func readFramework(f fields, path string, node ast.Node) (framework questionnaire.Framework) {
	opened, ok := f.inner(node, path, "id", "name", "version")
	if !ok {
		return framework
	}
	opened.require("id", "name", "version")
	opened.line("id", &framework.ID)
	opened.line("name", &framework.Name)
	opened.line("version", &framework.Version)
	return framework
}

func readService(f fields, path string, node ast.Node) (service questionnaire.Service) {
	opened, ok := f.inner(node, path, "id", "name", "tier", "caution", "also")
	if !ok {
		return service
	}
	opened.require("id", "name", "tier")
	opened.line("id", &service.ID)
	opened.line("name", &service.Name)
	word(opened, "tier", questionnaire.ParseTier, &service.Tier)
	opened.text("caution", &service.Caution)
	word(opened, "also", questionnaire.ParseTier, &service.Also)
	return service
}

func readLayer(f fields, path string, node ast.Node) (layer questionnaire.Layer) {
	opened, ok := f.inner(node, path, "id", "name", "areas", "owner", "note")
	if !ok {
		return layer
	}
	opened.require("id", "name", "areas", "owner", "note")
	opened.line("id", &layer.ID)
	opened.line("name", &layer.Name)
	words(opened, "areas", questionnaire.ParseArea, &layer.Areas)
	layer.Owner = make(map[questionnaire.Tier]questionnaire.Owner)
	layer.Note = make(map[questionnaire.Tier]string)
	owner, owned := opened.mapping("owner", tierNames()...)
	note, noted := opened.mapping("note", tierNames()...)
	if !owned || !noted {
		return layer
	}
	owner.require(tierNames()...)
	note.require(tierNames()...)
	for _, tier := range questionnaire.Tiers() {
		var who questionnaire.Owner
		var what string
		word(owner, tier.String(), parseOwner, &who)
		note.text(tier.String(), &what)
		layer.Owner[tier], layer.Note[tier] = who, what
	}
	return layer
}

func readRetired(f fields, path string, node ast.Node) (retired questionnaire.Retired) {
	opened, ok := f.inner(node, path, "id", "since", "successors")
	if !ok {
		return retired
	}
	opened.require("id", "since")
	opened.line("id", &retired.ID)
	opened.line("since", &retired.Since)
	opened.texts("successors", &retired.Successors)
	return retired
}

func tierNames() []string {
	var names []string
	for _, tier := range questionnaire.Tiers() {
		names = append(names, tier.String())
	}
	return names
}

func parseOwner(text string) (owner questionnaire.Owner, err error) {
	err = owner.UnmarshalText([]byte(text))
	return owner, err
}
