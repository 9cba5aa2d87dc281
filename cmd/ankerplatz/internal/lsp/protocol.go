package lsp

// What is used of the Language Server Protocol, version 3.17.

type (
	// position is a place in a text: lines and UTF-16 units from 0.
	position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	textRange struct {
		Start position `json:"start"`
		End   position `json:"end"`
	}
	document struct {
		URI     string `json:"uri"`
		Version *int   `json:"version,omitempty"`
		Text    string `json:"text,omitempty"`
	}
	// at is a place in a document, as most requests name it.
	at struct {
		TextDocument document `json:"textDocument"`
		Position     position `json:"position"`
	}
	location struct {
		URI   string    `json:"uri"`
		Range textRange `json:"range"`
	}

	initializeParams struct {
		RootURI          string `json:"rootUri"`
		WorkspaceFolders []struct {
			URI string `json:"uri"`
		} `json:"workspaceFolders"`
	}
	changeParams struct {
		TextDocument   document `json:"textDocument"`
		ContentChanges []change `json:"contentChanges"`
	}
	// change is the whole text, or what stands in a range.
	change struct {
		Range *textRange `json:"range"`
		Text  string     `json:"text"`
	}

	diagnostic struct {
		Range    textRange `json:"range"`
		Severity int       `json:"severity"` // 1 error, 2 warning, 3 information
		Code     string    `json:"code"`
		Source   string    `json:"source"`
		Message  string    `json:"message"`
	}
	diagnosticsParams struct {
		URI         string       `json:"uri"`
		Version     *int         `json:"version,omitempty"`
		Diagnostics []diagnostic `json:"diagnostics"`
	}

	completionList struct {
		IsIncomplete bool         `json:"isIncomplete"`
		Items        []completion `json:"items"`
	}
	completion struct {
		Label         string    `json:"label"`
		Kind          int       `json:"kind,omitempty"`
		Detail        string    `json:"detail,omitempty"`
		Documentation string    `json:"documentation,omitempty"`
		FilterText    string    `json:"filterText,omitempty"`
		SortText      string    `json:"sortText,omitempty"`
		TextEdit      *textEdit `json:"textEdit,omitempty"`
	}
	textEdit struct {
		Range   textRange `json:"range"`
		NewText string    `json:"newText"`
	}

	hover struct {
		Contents markup     `json:"contents"`
		Range    *textRange `json:"range,omitempty"`
	}
	markup struct {
		Kind  string `json:"kind"`
		Value string `json:"value"`
	}

	renameParams struct {
		at
		NewName string `json:"newName"`
	}
	prepared struct {
		Range       textRange `json:"range"`
		Placeholder string    `json:"placeholder"`
	}
	filesParams struct {
		Files []struct {
			OldURI string `json:"oldUri"`
			NewURI string `json:"newUri"`
		} `json:"files"`
	}
	// workspaceEdit has edits and renames in the order in which they are made.
	workspaceEdit struct {
		DocumentChanges []any `json:"documentChanges"`
	}
	documentEdit struct {
		TextDocument struct {
			URI     string `json:"uri"`
			Version *int   `json:"version"`
		} `json:"textDocument"`
		Edits []textEdit `json:"edits"`
	}
	renameFile struct {
		Kind   string `json:"kind"` // "rename"
		OldURI string `json:"oldUri"`
		NewURI string `json:"newUri"`
	}

	actionParams struct {
		TextDocument document  `json:"textDocument"`
		Range        textRange `json:"range"`
	}
	codeAction struct {
		Title       string        `json:"title"`
		Kind        string        `json:"kind"`
		IsPreferred bool          `json:"isPreferred"`
		Edit        workspaceEdit `json:"edit"`
	}
)

// Kinds of completions, as the protocol numbers them.
const (
	kindField     = 5
	kindValue     = 12
	kindReference = 18
	kindFile      = 17
)
