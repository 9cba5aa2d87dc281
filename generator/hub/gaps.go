package hub

import (
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// gaps tells where the network of people has holes: the same as the page of
// coverage and that of competences show. Only hubs that say in site.yaml whom
// coverage is counted for are told, but of who waits for somebody.
func (h *Hub) gaps() diag.List {
	coverage := h.Coverage(h.People)
	list := slices.Concat(h.nobodyStandsIn(coverage.Role), h.nobodyOwns(coverage.Role != nil))
	if coverage.Role == nil {
		return list
	}
	for i, d := range coverage.Departments {
		department := h.Config.Organisation.Departments[i]
		if department.Users == nil && coverage.Target > 0 {
			list.Add(department.ID.Span, diag.MissingUsers, diag.Say("how many users the department %s has is not said, so that nobody can tell whether it is looked after", quote(d.ID)),
				diag.Say("write users: with the number of those who work in it, without the departments below it; 0 if there are none"))
		}
		if d.Lacks > 0 {
			list.Add(department.ID.Span, diag.CoverageGap, lacks(d, coverage.Target, h.Words.In(words.English)),
				diag.Say("find colleagues who take on the role %s, or let others serve it", quote(coverage.Role.ID)))
		}
	}
	for _, p := range h.People {
		profile := p.Main.Profile()
		if owns := len(p.Owns()); owns > 0 && (p.Left || h.LeavesSoon(p)) {
			pages := diag.Count(owns, "%d page", "%d pages")
			at, what := profile.Department.Span, diag.Say("%s has left and still owns %s", p.name(), pages)
			if p.Left && profile.Status.Span.File != nil {
				at = profile.Status.Span
			} else if !p.Left {
				at, what = profile.Until.Span, diag.Say("%s leaves soon and owns %s", p.name(), pages)
			}
			list.Add(at, diag.LeaverOwnsPages, what, diag.Say("agree on a new owner for each, and write owner: there"))
		}
	}
	for _, app := range h.Config.Organisation.Apps {
		id := app.ID.Value
		var experts []*Person
		for _, p := range h.People {
			if !p.Left && p.level(id) >= Expert {
				experts = append(experts, p)
			}
		}
		switch len(experts) {
		case 0:
			list.Add(app.ID.Span, diag.SingleExpert, diag.Say("nobody is an expert for the app %s", quote(id)), diag.Say("find somebody who knows it well, and write it into the profile's competencies"))
		case 1:
			competencies := experts[0].Main.Profile().Competencies
			i := slices.IndexFunc(competencies, func(c source.Competence) bool { return c.Topic.Value == id && c.Level >= Expert })
			list.Add(competencies[i].Topic.Span, diag.SingleExpert, diag.Say("%s is the only expert for the app %s", experts[0].name(), quote(id)), diag.Say("let a second colleague learn it"))
		}
	}
	return list
}

// nobodyOwns tells which pages nobody keeps: of all, or only of those that
// wait for somebody.
func (h *Hub) nobodyOwns(all bool) (list diag.List) {
	for _, p := range h.Pages {
		switch {
		case p.Owner != nil || p.Meta.Owner.Value != "" || len(p.Meta.Authors) > 0 || len(p.Own.Contributors()) > 0 || p.Index || p.Person() != nil:
		case p.Own.Waits():
			list.Add(p.Head, diag.OwnerMissing, diag.Say("nobody looks after the page, which waits for an answer"), diag.Say("write owner: with the id of a colleague who does"))
		case all:
			list.Add(p.Head, diag.OwnerMissing, diag.Say("nobody keeps the page true"), diag.Say("write owner: with the id of a colleague"))
		}
	}
	return list
}

// nobodyStandsIn tells for whom nobody who is there stands in: of those who
// hold the role that coverage is counted for, and of whoever is away and has
// named a deputy. Of deputies who left, the line that names them tells.
func (h *Hub) nobodyStandsIn(role *Role) (list diag.List) {
	for _, p := range h.People {
		needed := role != nil && h.covers(p, role)
		var at diag.Span
		var why diag.Text
		switch deputy := p.Main.Profile().Deputy; {
		case p.Left || p.StandIn() != nil:
			continue
		case p.Deputy != nil && (needed || p.Away):
			at, why = deputy.Span, diag.Say("%s, who stands in for %s, is not there", p.Deputy.name(), p.name())
			if circle := p.circle(); circle != nil {
				why = diag.Say("everybody in this circle of deputies is away: %s", strings.Join(circle, ", "))
			}
		case p.Deputy == nil && needed && deputy.Value == "":
			at, why = p.Main.Profile().Department.Span, diag.Say("nobody stands in for %s", p.name())
		default:
			continue
		}
		list.Add(at, diag.NoDeputy, why, diag.Say("write deputy: with the id of a colleague who has agreed"))
	}
	return list
}

// longestCircle is how many names of a circle are told.
const longestCircle = 12

// circle are the names of those who stand in for each other, from p on, if
// their deputies lead back to p before too many are in it; else nil.
func (p *Person) circle() []string {
	seen := []*Person{p}
	names := []string{p.name()}
	for next := p.Deputy; next != p; next = next.Deputy {
		if next == nil || slices.Contains(seen, next) || len(seen) == longestCircle {
			return nil
		}
		seen, names = append(seen, next), append(names, next.name())
	}
	return names
}

// lacks says in the page's figures what a department lacks.
func lacks(d DepartmentCoverage, target int, english *words.Language) diag.Text {
	if target == 0 {
		return diag.Say("nobody looks after the %s of the department %s", diag.Count(d.Served, "%d user", "%d users"), quote(d.ID))
	}
	people := diag.Say("nobody is there")
	if n, share := len(d.People), english.Number(d.Share); share != strconv.Itoa(n) && n > 0 {
		people = diag.Say("%s (who count as %s)", diag.Count(n, "%d person is there", "%d people are there"), share)
	} else if n > 0 {
		people = diag.Count(n, "%d person is there", "%d people are there")
	}
	need := diag.Say("%s key users", english.Number(d.Need))
	if english.Number(d.Need) == "1" {
		need = diag.Say("1 key user")
	}
	lack, users := diag.Say("%s", english.Number(d.Lacks)), diag.Count(d.Served, "%d user", "%d users")
	if !d.Known || len(d.Unknown) > 0 {
		need, lack, users = diag.Say("at least %s", need), diag.Say("at least %s", lack), diag.Say("at least %s", users)
	}
	return diag.Say("the department %s needs %s and lacks %s: %s for %s, and one can serve %d", quote(d.ID), need, lack, people, users, target)
}
