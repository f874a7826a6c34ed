#!/usr/bin/env bash
# Renders the pictures that pages show, after a drawing in src/Edge/ImageProvider/Pictures or the version of Skia has changed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

require_dotnet
cd "$root/src/Edge/ImageProvider"
dotnet run -c "$configuration" -- --render "$PWD/Renditions"
say "$(find Renditions -name '*.webp' | wc -l) renditions are in src/Edge/ImageProvider/Renditions."
