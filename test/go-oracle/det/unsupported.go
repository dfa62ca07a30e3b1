//go:build !go1.19 || go1.20 || !amd64

// Any other toolchain stops here, while compiling, with a message instead of a
// program that writes into unknown parts of its runtime.

package det

const _ int = "go-oracle can only be built with Go 1.19 for amd64"
