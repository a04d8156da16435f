#!/usr/bin/env bash
# Synthesizes the project of the current directory: for the environment given, where cdktf.json names environments in its
# context. Where it names none, its stacks are those of `production`, and of no other.
#
# usage: synthesize.sh ENVIRONMENT
set -euo pipefail
environment=${1:-}

if [ -z "$environment" ]; then
  echo "error: ENVIRONMENT: is not given, got ''; name one, e.g. production" >&2
  exit 1
fi

if node -e 'process.exit(require(`${process.cwd()}/cdktf.json`).context?.environments ? 0 : 1)'; then
  export WEBSOCKET_API_ENVIRONMENT=$environment
elif [ "$environment" != production ]; then
  echo "error: cdktf.json: names no environments, so its stacks are those of 'production', got '$environment'; add '$environment' to 'environments' of the context" >&2
  exit 1
fi
npm run synth
