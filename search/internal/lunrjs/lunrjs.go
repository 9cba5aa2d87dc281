// Package lunrjs runs the real lunr.js, in the copies that the client of
// the hub's search ships, so that tests can hold Go code to it.
package lunrjs

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/dop251/goja"
)

// Where the scripts are, seen from the packages right below search: those that
// the client ships, and what it does not need.
const (
	client = "../client/vendor/lunr"
	more   = "../internal/lunrjs/testdata"
)

// VM is a JavaScript engine with lunr.js and, of lunr-languages, the languages
// that the client ships and lunr.multiLanguage. It is not safe for concurrent
// use.
type VM struct {
	tb testing.TB
	js *goja.Runtime
}

// New starts an engine. It fails the test if that is not possible.
func New(tb testing.TB) *VM {
	tb.Helper()
	vm := &VM{tb, goja.New()}
	languages, err := filepath.Glob(filepath.FromSlash(client + "/lunr.??.js"))
	if err != nil || len(languages) == 0 {
		tb.Fatalf("lunr's languages are not in %s", client)
	}
	for _, name := range slices.Concat([]string{client + "/lunr.js", client + "/lunr.stemmer.support.js", more + "/lunr.multi.js"}, languages) {
		src, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := vm.js.RunScript(name, string(src)); err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
	}
	return vm
}

// SetLog replaces Math.log, which in this engine is Go's and not that of
// browsers and Node.
func (vm *VM) SetLog(log func(float64) float64) {
	vm.tb.Helper()
	if err := vm.js.Get("Math").ToObject(vm.js).Set("log", log); err != nil {
		vm.tb.Fatal(err)
	}
}

// Call calls the JavaScript function that src evaluates to with args, which
// are passed as JSON, and returns the string that it returns.
func (vm *VM) Call(src string, args ...any) string {
	vm.tb.Helper()
	f, err := vm.js.RunString("(" + src + ")")
	if err != nil {
		vm.tb.Fatal(err)
	}
	call, ok := goja.AssertFunction(f)
	if !ok {
		vm.tb.Fatalf("no function: %s", src)
	}
	parse, _ := goja.AssertFunction(vm.js.Get("JSON").ToObject(vm.js).Get("parse"))
	var values []goja.Value
	for _, arg := range args {
		data, err := json.Marshal(arg)
		if err != nil {
			vm.tb.Fatal(err)
		}
		v, err := parse(goja.Undefined(), vm.js.ToValue(string(data)))
		if err != nil {
			vm.tb.Fatal(err)
		}
		values = append(values, v)
	}
	result, err := call(goja.Undefined(), values...)
	if err != nil {
		vm.tb.Fatal(err)
	}
	return result.String()
}
