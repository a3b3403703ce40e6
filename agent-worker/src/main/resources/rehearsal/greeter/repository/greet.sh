#!/usr/bin/env bash
# Greets the person named by the first argument.
set -eu

name=${1:-}
printf 'Hello, %s!\n' "$name"
