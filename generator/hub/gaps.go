package hub

import (
	"fmt"
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
			list.Add(department.ID.Span, diag.MissingUsers, "how many users the department "+quote(d.ID)+" has is not said, so that nobody can tell whether it is looked after",
				"write users: with the number of those who work in it, without the departments below it; 0 if there are none")
		}
		if d.Lacks > 0 {
			list.Add(department.ID.Span, diag.CoverageGap, lacks(d, coverage.Target, h.Words.In(words.English)),
				"find colleagues who take on the role "+quote(coverage.Role.ID)+", or let others serve it")
		}
	}
	for _, p := range h.People {
		profile := p.Main.Profile()
		if owns := len(p.Owns()); owns > 0 && (p.Left || h.LeavesSoon(p)) {
			at, when := profile.Department.Span, "has left and still owns "
			if p.Left && profile.Status.Span.File != nil {
				at = profile.Status.Span
			} else if !p.Left {
				at, when = profile.Until.Span, "leaves soon and owns "
			}
			list.Add(at, diag.LeaverOwnsPages, p.name()+" "+when+counted(owns, "page", "pages"), "agree on a new owner for each, and write owner: there")
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
			list.Add(app.ID.Span, diag.SingleExpert, "nobody is an expert for the app "+quote(id), "find somebody who knows it well, and write it into the profile's competencies")
		case 1:
			competencies := experts[0].Main.Profile().Competencies
			i := slices.IndexFunc(competencies, func(c source.Competence) bool { return c.Topic.Value == id && c.Level >= Expert })
			list.Add(competencies[i].Topic.Span, diag.SingleExpert, experts[0].name()+" is the only expert for the app "+quote(id), "let a second colleague learn it")
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
			list.Add(p.Head, diag.OwnerMissing, "nobody looks after the page, which waits for an answer", "write owner: with the id of a colleague who does")
		case all:
			list.Add(p.Head, diag.OwnerMissing, "nobody keeps the page true", "write owner: with the id of a colleague")
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
		var why string
		switch deputy := p.Main.Profile().Deputy; {
		case p.Left || p.StandIn() != nil:
			continue
		case p.Deputy != nil && (needed || p.Away):
			at, why = deputy.Span, p.Deputy.name()+", who stands in for "+p.name()+", is not there"
			if circle := p.circle(); circle != nil {
				why = "everybody in this circle of deputies is away: " + strings.Join(circle, ", ")
			}
		case p.Deputy == nil && needed && deputy.Value == "":
			at, why = p.Main.Profile().Department.Span, "nobody stands in for "+p.name()
		default:
			continue
		}
		list.Add(at, diag.NoDeputy, why, "write deputy: with the id of a colleague who has agreed")
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
func lacks(d DepartmentCoverage, target int, english *words.Language) string {
	if target == 0 {
		return fmt.Sprintf("nobody looks after the %s of the department %s", counted(d.Served, "user", "users"), quote(d.ID))
	}
	people := "nobody is there"
	if n, share := len(d.People), english.Number(d.Share); share != strconv.Itoa(n) && n > 0 {
		people = counted(n, "person, who counts as "+share+", is there", "people, who count as "+share+", are there")
	} else if n > 0 {
		people = counted(n, "person is there", "people are there")
	}
	need, least := english.Number(d.Need), ""
	if !d.Known || len(d.Unknown) > 0 {
		least = "at least "
	}
	needed := " key users"
	if need == "1" {
		needed = " key user"
	}
	return fmt.Sprintf("the department %s needs %s and lacks %s: %s for %s, and one can serve %d",
		quote(d.ID), least+need+needed, least+english.Number(d.Lacks), people, least+counted(d.Served, "user", "users"), target)
}

func counted(n int, one, other string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + other
}
