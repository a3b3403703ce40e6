#!/usr/bin/env bash
# Prints a greeting for the name given, or for the world.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/lib/greeting.sh"

loud=no
if [ "${1:-}" = "--loud" ]; then
  loud=yes
  shift
fi
text=$(greeting "${1:-}")
if [ "$loud" = yes ]; then
  text=${text^^}
fi
printf '%s\n' "$text"
