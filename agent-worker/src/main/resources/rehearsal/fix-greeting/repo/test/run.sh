#!/usr/bin/env bash
# Runs every test; exits 1 if one fails.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0

expect() {
  local title=$1 wanted=$2 got
  shift 2
  got=$(bash greet.sh "$@")
  if [ "$got" = "$wanted" ]; then
    printf 'ok    %s\n' "$title"
  else
    printf 'FAIL  %s: expected "%s", got "%s"\n' "$title" "$wanted" "$got"
    failed=1
  fi
}

expect 'greets by name' 'Hello, Ada!' Ada
expect 'greets the world without a name' 'Hello, world!'
expect 'is loud when asked' 'HELLO, ADA!' --loud Ada

exit "$failed"
