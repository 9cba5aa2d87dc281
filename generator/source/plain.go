package source

// PageKind are pages of any other sort, and the texts of folders.
var PageKind = &Kind{
	Name: "page", Default: true,
	Icon: "file-text", Hue: 35,
	Listed: true, Searched: true, Asks: true, Fed: true, Reviewed: true, OnlyText: true,
	decode: decode[Plain],
}

// Plain is a page without fields of its own.
type Plain struct{}

func (*Plain) check(*checker) {}
