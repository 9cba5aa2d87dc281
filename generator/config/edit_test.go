package config

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/strictyaml"
)

func TestEdit(t *testing.T) {
	for _, c := range []struct {
		name, yaml string
		want       Edit     // of the keys that follow
		servers    []string // of the policy
		told       string   // part of what is told, "" if all is well
	}{
		{"nothing", "", Edit{}, nil, ""},
		{"files under serve", "edit: {enabled: true}", Edit{Enabled: true, Backend: "local", Review: "off"}, nil, ""},
		{
			"from the repository", "repository: {url: https://git.example/group/hub, branch: live}\nedit: {enabled: true, backend: gitlab, app_id: x}",
			Edit{Enabled: true, Backend: "gitlab", Branch: "live", Review: "on"},
			[]string{"https://git.example"},
			"",
		},
		{"GitLab's own server", "edit: {enabled: true, backend: gitlab, repo: a/b/c, app_id: x, review: off}", Edit{Enabled: true, Backend: "gitlab", Branch: "main", Review: "off"}, []string{"https://gitlab.com"}, ""},
		{
			"Forgejo", "edit: {enabled: true, backend: forgejo, repo: a/b, app_id: x, base_url: https://code.example/}",
			Edit{Enabled: true, Backend: "forgejo", Branch: "main", Review: "on"},
			[]string{"https://code.example"},
			"",
		},
		{
			"GitHub", "edit: {enabled: true, backend: github, repo: a/b, base_url: https://login.example}",
			Edit{Enabled: true, Backend: "github", Branch: "main", Review: "on"},
			[]string{"https://api.github.com"},
			"",
		},
		{
			"GitHub on a server of one's own", "repository: {url: https://git.example/group/hub}\nedit: {enabled: true, backend: github, base_url: https://login.example/github/auth}",
			Edit{Enabled: true, Backend: "github", Branch: "main", Review: "on", Repo: strictyaml.Text{Value: "group/hub"}, APIRoot: strictyaml.Text{Value: "https://git.example/api/v3"}},
			[]string{"https://git.example"},
			"",
		},
		{
			"GitLab below a path", "repository: {url: https://git.example/gitlab/group/hub.git}\nedit: {enabled: true, backend: gitlab, app_id: x, base_url: https://git.example/gitlab}",
			Edit{Enabled: true, Backend: "gitlab", Branch: "main", Review: "on", Repo: strictyaml.Text{Value: "group/hub"}, APIRoot: strictyaml.Text{Value: "https://git.example/gitlab/api/v4"}},
			[]string{"https://git.example"},
			"",
		},
		{"no application", "edit: {enabled: true, backend: gitlab, repo: a/b}", Edit{Backend: "gitlab", Branch: "main", Review: "on"}, []string{"https://gitlab.com"}, "app_id"},
		{"no sign-in", "edit: {enabled: true, backend: github, repo: a/b}", Edit{Backend: "github", Branch: "main", Review: "on"}, []string{"https://api.github.com"}, "base_url"},
		{"no repository", "edit: {enabled: true, backend: gitlab, app_id: x}", Edit{Backend: "gitlab", Branch: "main", Review: "on"}, []string{"https://gitlab.com"}, "repo"},
		{"a wrong name", "edit: {enabled: true, backend: gitlap, repo: a/b, app_id: x}", Edit{Enabled: true, Backend: "local", Review: "off"}, nil, `did you mean "gitlab"`},
		{"a repository that leads out", "edit: {enabled: true, backend: gitlab, repo: a/../b, app_id: x}", Edit{Backend: "gitlab"}, nil, "not the path of a repository"},
		{
			"an address that would open the policy", `edit: {enabled: true, backend: forgejo, repo: a/b, app_id: x, base_url: "https://*;script-src"}`,
			Edit{Backend: "forgejo", Branch: "main", Review: "on"},
			nil, "not the address of a server",
		},
		{
			"no review with Gitea", "edit: {enabled: true, backend: gitea, repo: a/b, app_id: x, base_url: https://code.example, review: on}",
			Edit{Enabled: true, Backend: "gitea", Branch: "main", Review: "off"},
			[]string{"https://code.example"},
			"no change can wait",
		},
	} {
		site, list := Load(fstest.MapFS{Name: {Data: []byte("title: Hub\n" + c.yaml + "\n")}})
		got := site.Edit
		if got.Enabled != c.want.Enabled || got.Backend != c.want.Backend || got.Branch != c.want.Branch || got.Review != c.want.Review ||
			c.want.Repo.Value != "" && (got.Repo.Value != c.want.Repo.Value || got.APIRoot.Value != c.want.APIRoot.Value) || !slices.Equal(got.Servers(), c.servers) {
			t.Errorf("%s: %+v with servers %v", c.name, got, got.Servers())
		}
		var said []string
		for _, d := range list {
			said = append(said, d.Message.String()+": "+d.Hint.String())
		}
		if len(said) > 1 || strings.Join(said, "") == "" != (c.told == "") || !strings.Contains(strings.Join(said, ""), c.told) {
			t.Errorf("%s: told %q, want %q", c.name, said, c.told)
		}
	}
}
