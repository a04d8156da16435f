#!/usr/bin/env bash
# Unpacks what seal-plans.sh packed, if it is the very file whose checksum is given.
#
# usage: open-plans.sh FILE SHA256 OUTDIR
set -euo pipefail
file=$1 expected=$2 outdir=$3

read -r checksum _ < <(openssl dgst -sha256 -r "$file")
if [ "$checksum" != "$expected" ]; then
  echo "error: $file: is not the plan that was reviewed, got SHA-256 '$checksum' for '$expected'; plan and review again" >&2
  exit 1
fi

mkdir -p "$outdir"
unpack() { tar --extract --gzip --directory "$outdir"; }

# What openssl encrypted begins so.
if [ "$(head -c 8 "$file" | tr -d '\0')" = Salted__ ]; then
  if [ -z "${PLAN_PASSPHRASE:-}" ]; then
    echo "error: PLAN_PASSPHRASE: is not set, got an encrypted plan; set the secret that encrypted it" >&2
    exit 1
  fi
  openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -pass env:PLAN_PASSPHRASE -in "$file" | unpack
else
  unpack <"$file"
fi
