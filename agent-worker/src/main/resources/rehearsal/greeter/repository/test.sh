#!/usr/bin/env bash
# Runs the tests; ends with the number of those that failed.
set -u
cd "$(dirname "$0")"

failed=0
check() { # what expected actual
  if [ "$2" = "$3" ]; then
    printf 'ok      %s\n' "$1"
  else
    printf 'FAILED  %s: expected "%s", was "%s"\n' "$1" "$2" "$3"
    failed=$((failed + 1))
  fi
}

check "greets by name" "Hello, Ada!" "$(./greet.sh Ada)"
check "greets the world when nobody is named" "Hello, world!" "$(./greet.sh)"

printf '%d failed\n' "$failed"
exit "$failed"
