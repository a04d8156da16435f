#!/usr/bin/env bash
# Packs planned stacks into one file for the job that applies them, and prints its checksum as sha256=<hex>.
# A plan holds every value of the configuration, secrets too: the file is encrypted when PLAN_PASSPHRASE is set. Without
# it nothing is packed, unless REPOSITORY_VISIBILITY is private.
#
# usage: seal-plans.sh OUTDIR FILE
set -euo pipefail
outdir=$1 file=$2

if [ ! -d "$outdir/stacks" ]; then
  echo "error: $outdir: holds no stacks, got no directory 'stacks'; run packages/tools/pipeline/plan-stacks.ts first" >&2
  exit 1
fi

# plan.json is the same plan in plain text, and .terraform holds the providers, which init fetches again.
pack() { tar --create --gzip --exclude=.terraform --exclude=plan.json --directory "$outdir" .; }

if [ -n "${PLAN_PASSPHRASE:-}" ]; then
  pack | openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -salt -pass env:PLAN_PASSPHRASE -out "$file"
elif [ "${REPOSITORY_VISIBILITY:-}" = private ]; then
  pack >"$file"
else
  echo "error: PLAN_PASSPHRASE: is not set and others may read the artifacts of this repository, got visibility '${REPOSITORY_VISIBILITY:-}'; set the secret" >&2
  exit 1
fi

read -r checksum _ < <(openssl dgst -sha256 -r "$file")
echo "sha256=$checksum"
