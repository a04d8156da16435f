#!/usr/bin/env bash
# Writes the review of plans, or of two synthesized outputs, to a file, as long as a comment may be, and all of it to the
# summary of the job, which may be longer; ends as `npm run plan:review` ends. PLAN_FAIL_ON is the severity that fails, none where it is empty; SHARED_STATE is false where
# Terraform knows of no state but its own machine's.
#
# usage: write-review.sh FILE (PLAN.json... | --before BASE HEAD)
set -euo pipefail
file=$1
shift
arguments=("$@")
if [ -n "${PLAN_FAIL_ON:-}" ]; then arguments+=(--fail-on "$PLAN_FAIL_ON"); fi
review() { npm run --silent plan:review -- "${arguments[@]}" "$@"; }
note() {
  if [ "${SHARED_STATE:-true}" != false ]; then return; fi
  printf '\n> The state is not shared (backend `local`), so this plans from nothing: everything shows as created.\n'
}

status=0
review >"$file" || status=$?
if [ ! -s "$file" ]; then
  echo "error: $file: holds no review, got nothing from 'npm run plan:review'; read its error above" >&2
  exit "$status"
fi

note >>"$file"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  # It ends as it ended above.
  { review --limit 1000000 || true; note; } >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
