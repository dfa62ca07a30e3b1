#!/usr/bin/env bash
# Records what the map of Go 1.19 does: builds the oracle into a temporary
# directory and lets it write all journals and traces into DIR.
#
# usage: record.sh DIR [SEED]
#
# Without SEED the scripts are always the same; with one they are others of the
# same kinds. The variable GO may name the go command to use.
set -euo pipefail

fail() {
  printf 'record.sh: %s\n' "$@" >&2
  exit 1
}

# Prints the go command of a Go 1.19 installation, if there is one.
find_go() {
  local go version
  for go in ${GO:+"$GO"} go /usr/lib/go-1.19/bin/go /usr/local/go/bin/go; do
    version=$("$go" env GOVERSION 2>/dev/null) || continue
    case $version in
      go1.19 | go1.19.*)
        printf '%s\n' "$go"
        return
        ;;
    esac
  done
  return 1
}

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo 'usage: record.sh DIR [SEED]' >&2
  exit 2
fi
dir=$1
seed=${2-}

go=$(find_go) || fail \
  'Go 1.19 is needed, exactly: the oracle links into that runtime.' \
  'On Debian 12 install it with: apt-get install golang-go' \
  'Elsewhere get it from https://go.dev/dl/#go1.19.13 and set GO to its go command.'
[ "$("$go" env GOHOSTARCH)" = amd64 ] || fail 'The oracle runs on amd64 only.'

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

(
  cd "$(dirname "${BASH_SOURCE[0]}")"
  GOFLAGS=-mod=mod GOARCH=amd64 "$go" build -o "$build/go-oracle" .
)
"$build/go-oracle" golden --seed "$seed" -- "$dir"
