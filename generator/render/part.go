package render

import (
	"fmt"
	"reflect"
)

// part is the slice from start to end, or to its end where end is -1; both are
// kept within it.
func part(list any, start, end int) (any, error) {
	v := reflect.ValueOf(list)
	if !v.IsValid() {
		return nil, nil
	}
	if v.Kind() != reflect.Slice {
		return nil, fmt.Errorf("first and rest need a list, not %T", list)
	}
	if end < 0 || end > v.Len() {
		end = v.Len()
	}
	return v.Slice(min(max(start, 0), end), end).Interface(), nil
}
