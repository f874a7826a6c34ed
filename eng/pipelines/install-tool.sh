#!/usr/bin/env bash
# Installs a tool of a pinned version whose checksum matches: install-tool.sh cosign|infracost|terraform [FOLDER].
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tool=${1-} folder=${2:-$HOME/.local/bin}
# Checksums are those of the executable, but infracost's, which is its archive's.
case $tool in
  cosign) url=https://github.com/sigstore/cosign/releases/download/v3.0.6/cosign-linux-amd64 sum=c956e5dfcac53d52bcf058360d579472f0c1d2d9b69f55209e256fe7783f4c74 ;;
  infracost) url=https://github.com/infracost/infracost/releases/download/v0.10.44/infracost-linux-amd64.tar.gz sum=a85bf52b6abcc0a101e9c0c36ae7d0274c542346b36948710a89676e51e7da8e ;;
  terraform) url=https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_linux_amd64.zip sum=268000fca5c61021c6396893d9483007ba589ad9d0aaccbd7dfa8c78bf7dbe23 ;;
  *) fail "Unknown tool: ${tool:-none}. These can be installed: cosign, infracost, terraform." ;;
esac
require_commands curl sha256sum
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"

curl --fail --silent --show-error --location --retry 3 --output "$work/download" "${TOOL_URL:-$url}" || fail "$tool could not be downloaded."
[ "$tool" != terraform ] || { require_commands unzip; unzip -q -o "$work/download" terraform -d "$work/unpacked" && mv "$work/unpacked/terraform" "$work/download"; }
printf '%s  %s\n' "$sum" "$work/download" | sha256sum --check --quiet >&2 || fail "The download of $tool has another checksum than the one in this script: it is not installed."
[ "$tool" != infracost ] || { tar -xzf "$work/download" -C "$work" && mv "$work/infracost-linux-amd64" "$work/download"; }
install -m 755 "$work/download" "$folder/$tool"
add_to_path "$folder"
say "$tool is in $folder."
