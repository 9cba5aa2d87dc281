package shards

// Hub is what a site tells of its indexes to pages of other sites, which know
// nothing of it: hub.json, beside the folders of the languages.
type Hub struct {
	Lang      string              `json:"lang"` // the one to take where no other is wanted, a key of Languages
	Languages map[string]HubNames `json:"languages"`
}

// HubNames are a site's names in a language.
type HubNames struct {
	Title string            `json:"title"`          // of the site
	Page  string            `json:"page,omitempty"` // URL of the page that searches for what stands in its parameter q
	Kinds map[string]string `json:"kinds"`          // what one page is called, by its kind
}

// File is the file to publish.
func (h Hub) File() File { return File{Name: "hub.json", Data: encode(h)} }
