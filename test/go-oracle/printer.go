// Printing reports line by line with the error checked once, at the end.

package main

import (
	"fmt"
	"io"
)

type printer struct {
	out io.Writer
	err error // the first one
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.out, format, args...)
	}
}
