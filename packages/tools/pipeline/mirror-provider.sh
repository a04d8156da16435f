#!/usr/bin/env bash
# Keeps the AWS provider that the stacks need in a directory, which a cache may bring back, and writes a configuration of
# Terraform's that installs it from there. Prints TF_CLI_CONFIG_FILE=<that file>.
#
# usage: mirror-provider.sh DIRECTORY VERSION
set -euo pipefail
directory=$1 version=$2
source=registry.terraform.io/hashicorp/aws

if [ ! -d "$directory/$source/$version" ]; then
  mkdir -p "$directory"
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  printf '{"terraform":{"required_providers":{"aws":{"source":"%s","version":"%s"}}}}' "$source" "$version" >"$scratch/main.tf.json"
  # What Terraform keeps in a plugin cache is laid out as a mirror, unpacked.
  TF_PLUGIN_CACHE_DIR=$(realpath "$directory") terraform -chdir="$scratch" init -input=false -no-color >&2
fi

configuration=$(realpath "$directory")/terraform.tfrc
cat >"$configuration" <<END
provider_installation {
  filesystem_mirror {
    path    = "$(realpath "$directory")"
    include = ["$source"]
  }
  direct {
    exclude = ["$source"]
  }
}
END
echo "TF_CLI_CONFIG_FILE=$configuration"
