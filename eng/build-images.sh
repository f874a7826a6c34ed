#!/usr/bin/env bash
# Builds the images of the shop's services without Docker; eng/build-images.sh --help says how.
set -euo pipefail
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

usage() {
  cat <<'TEXT'
Usage: eng/build-images.sh TAG [OPTION...] [SERVICE...]

Builds an image otelshop/SERVICE:TAG and its SBOM for each service, or only for those named.

  --output DIR              writes SERVICE.tar (OCI layout) and SERVICE.cdx.json there; default artifacts/images
  --push                    pushes the images to the registry instead of writing archives
  --registry HOST[/PREFIX]  registry of --push; the credentials are those of `docker login`
  --base-image IMAGE        base image, for example that of a mirror, or one pinned by its digest
  --work-dir DIR            intermediate files; default artifacts/image-build
  --help                    this text
TEXT
}

tag='' output="$root/artifacts/images" work="$root/artifacts/image-build" registry='' push='' base='' services=()
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --push) push=yes ;;
    --output | --registry | --base-image | --work-dir)
      case ${2-} in '' | -*) fail "$1 needs a value; eng/build-images.sh --help shows it." ;; esac
      case $1 in
        --output) output=$(realpath -m "$2") ;;
        --registry) registry=${2%/} ;;
        --base-image) base=$2 ;;
        --work-dir) work=$(realpath -m "$2") ;;
      esac
      shift ;;
    -*) fail "Unknown argument: $1. eng/build-images.sh --help lists those that exist." ;;
    *) if [ -z "$tag" ]; then tag=$1; else services+=("$1"); fi ;;
  esac
  shift
done

# ProductCatalog.csproj is the service product-catalog, as in src/Directory.Build.props.
declare -A projects
for project in "$root"/src/Services/*/*.csproj "$root"/src/Edge/*/*.csproj "$root/src/FeatureFlags/Flagd/Flagd.csproj"; do
  ! grep -q '<EnableSdkContainerSupport>false<' "$project" || continue
  projects[$(basename "$project" .csproj | sed -E 's/([a-z])([A-Z])/\1-\2/g' | tr '[:upper:]' '[:lower:]')]=$project
done
mapfile -t all < <(printf '%s\n' "${!projects[@]}" | LC_ALL=C sort)

[ -n "$tag" ] || fail "The tag is missing: eng/build-images.sh TAG."
require_image_tag "$tag"
for service in "${services[@]}"; do
  [ -n "${projects[$service]-}" ] || fail "Unknown service: $service. These have an image: ${all[*]}."
done
[ ${#services[@]} -gt 0 ] || services=("${all[@]}")
[ -z "$push" ] || [ -n "$registry" ] || fail "--push needs a registry: --registry HOST[/PREFIX]."
[ -n "$push" ] || [ -z "$registry" ] || fail "--registry goes with --push; an archive has no registry."

require_dotnet
cd "$root"
# Time stamps are those of the commit, so that two builds of one commit have the same content.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) || fail "Images are labelled with their commit: run this in a git clone of the repository."
export SOURCE_DATE_EPOCH
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
[ -z "$(git status --porcelain -- src ServiceDefaults protos ./*.props)" ] ||
  printf 'The sources have uncommitted changes, but the images name commit %s.\n' "$(git rev-parse --short HEAD)" >&2
has_sbom_tool() { dotnet tool run dotnet-CycloneDX --version >/dev/null 2>&1; }
has_sbom_tool || dotnet tool restore >/dev/null || fail "The tools in .config/dotnet-tools.json could not be restored."
# The SDK believes its cache of tools also when the package folder that it names is gone.
has_sbom_tool || fail "CycloneDX was restored but cannot be found: remove ${DOTNET_CLI_HOME:-$HOME}/.dotnet/toolResolverCache and run this again."
mkdir -p "$output" "$work"
readonly pipe="otelshop-images-$$"
trap 'stop_compiler "$pipe"' EXIT

# publish_image SERVICE: prints the digest.
publish_image() {
  local service=$1 log="$work/$1.log" destination=("-p:ContainerArchiveOutputPath=$output/$1.tar")
  if [ -n "$push" ]; then
    destination=("-p:ContainerRegistry=${registry%%/*}")
    case $registry in */*) destination+=("-p:ContainerRepository=${registry#*/}/otelshop/$service") ;; esac
  fi
  dotnet publish "${projects[$service]}" -c "$configuration" -r linux-x64 -t:PublishContainer --artifacts-path "$work" \
    -p:ContinuousIntegrationBuild=true "-p:PathMap=$work=/_/artifacts" "-p:ContainerImageTag=$tag" "-p:SharedCompilationId=$pipe" -p:RunAnalyzers=false \
    ${base:+"-p:ContainerBaseImage=$base"} "${destination[@]}" -nodeReuse:false -tl:off -getProperty:GeneratedContainerDigest >"$log" 2>&1 ||
    explain "$service" "$log"
  tail -1 "$log"
}

# explain SERVICE LOG: the first error as one sentence.
explain() {
  local reason
  reason=$(sed -nE 's/.*HttpRequestException: (.*[^.])\.? \[[^]]*\]$/its base image or registry is out of reach: \1./p' "$2" | head -1)
  [ -n "$reason" ] || reason=$(sed -nE 's/.*error [A-Z]+[0-9]+: (.*) \[[^]]*\]$/\1/p' "$2" | head -1)
  fail "The image of $1 could not be built: ${reason:-$2 says why.}"
}

# packages FILE: NAME@VERSION of each package in a project.assets.json or .deps.json.
packages() { sed -n '/^  "libraries": {/,/^  }/p' "$1" | sed -nE 's|^    "([^"/]+)/([^"]+)": \{|\1@\2|p' | LC_ALL=C sort; }

# write_sbom SERVICE: what restore resolved, less the packages that only the build uses: they are not in the image's .deps.json.
write_sbom() {
  local service=$1 project=${projects[$1]} file="$output/$1.cdx.json" log="$work/$1.sbom.log" name only_build
  name=$(basename "$project" .csproj)
  only_build=$(comm -23 <(packages "$work/obj/$name/project.assets.json") <(packages "$work"/publish/"$name"/release_linux-x64/*.deps.json) | paste -sd,)
  dotnet tool run dotnet-CycloneDX -- "$project" --output "$output" --filename "$service.cdx.json" --output-format Json --spec-version 1.6 \
    --set-name "otelshop/$service" --set-version "$tag" --set-type Container --no-serial-number --runtime linux-x64 \
    --disable-package-restore --base-intermediate-output-path "$work" --exclude-filter "$only_build" >"$log" 2>&1 ||
    fail "The SBOM of $service could not be written; $log says why."
  sed -i -E "s/(\"timestamp\": )\"[^\"]*\"/\1\"$created\"/" "$file"
}

for service in "${services[@]}"; do
  digest=$(publish_image "$service")
  write_sbom "$service"
  say "otelshop/$service:$tag $digest"
done
if [ -n "$push" ]; then say "Pushed to $registry; the SBOMs are in $output."; else say "The images and their SBOMs are in $output."; fi
