#!/usr/bin/env bash
# Synthesizes the project of the current directory: for the environment given, where cdktf.json names environments in its
# context, otherwise as cdktf.json says.
#
# usage: synthesize.sh ENVIRONMENT
set -euo pipefail

if node -e 'process.exit(require(`${process.cwd()}/cdktf.json`).context?.environments ? 0 : 1)'; then
  export WEBSOCKET_API_ENVIRONMENT=$1
fi
npm run synth
