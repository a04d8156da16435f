#!/usr/bin/env bash
# Sends a message to every stack that was deployed and has an address, by `npm run smoke`. SMOKE_ARGUMENTS holds more of
# its arguments, one a line, taken as they are written; SMOKE_API_KEY an API key; where SMOKE is false, nothing is sent.
#
# usage: smoke-stacks.sh OUTPUTS.json...
set -euo pipefail

if [ "${SMOKE:-}" = false ]; then
  echo "not asked: SMOKE is 'false'"
  exit 0
fi

arguments=()
while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${SMOKE_ARGUMENTS:-}"

failed=0
for outputs in "$@"; do
  # An account's settings have no address.
  if [ -e "$outputs" ] && ! grep --quiet '"ApiEndpoint"' "$outputs"; then continue; fi
  status=0
  npm run --silent smoke -- --outputs "$outputs" ${arguments[@]+"${arguments[@]}"} || status=$?
  if [ "$status" != 0 ]; then
    echo "error: $outputs: does not answer as expected, got exit status $status; what was deployed stays: read the causes above" >&2
    failed=1
  fi
done
exit "$failed"
