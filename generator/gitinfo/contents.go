package gitinfo

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
)

// Contents reads what was in files of the repository that dir is in, by the
// names that Edits have for it, and tells it to each: at most limit bytes,
// which are each's for as long as it runs. What the repository lacks, as one
// may that is no full clone, is not told. Git is asked once, whatever the
// number of names.
func Contents(ctx context.Context, dir string, names []string, limit int64, each func(name string, data []byte)) error {
	if len(names) == 0 {
		return nil
	}
	cmd := git(ctx, dir, "cat-file", "--batch")
	cmd.Env = append(cmd.Env, "GIT_NO_LAZY_FETCH=1")
	cmd.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = readContents(bufio.NewReaderSize(pipe, 1<<16), limit, each)
	if ended := cmd.Wait(); err == nil {
		err = ended
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("git can't tell what was in the files: %w", err)
	}
	return nil
}

// readContents takes git's words: "name type size\n", the contents and "\n", or
// "name missing\n".
func readContents(r *bufio.Reader, limit int64, each func(name string, data []byte)) error {
	var buf bytes.Buffer
	for {
		head, err := r.ReadString('\n')
		if err != nil {
			return ignoreEOF(err)
		}
		var name, sort string
		var size int64
		if n, _ := fmt.Sscan(head, &name, &sort, &size); n < 3 {
			continue
		}
		buf.Reset()
		if _, err := io.CopyN(&buf, r, min(size, limit)); err != nil {
			return err
		}
		each(name, buf.Bytes())
		if _, err := r.Discard(int(size) - buf.Len() + 1); err != nil {
			return err
		}
	}
}
