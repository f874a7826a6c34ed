#!/usr/bin/env bash
# Prints the provenance of a build in Azure Pipelines as a predicate of SLSA 1.0; GitHub writes its own.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ -n "${BUILD_REPOSITORY_URI-}" ] || fail "Provenance is written in a run of Azure Pipelines only: BUILD_REPOSITORY_URI is not set."
require_commands jq
jq -n --arg repository "$BUILD_REPOSITORY_URI" --arg commit "$BUILD_SOURCEVERSION" --arg ref "$BUILD_SOURCEBRANCH" --arg pipeline "$BUILD_DEFINITIONNAME" \
  --arg run "$SYSTEM_COLLECTIONURI$SYSTEM_TEAMPROJECT/_build/results?buildId=$BUILD_BUILDID" --arg builder "$SYSTEM_COLLECTIONURI" '{
  buildDefinition: {
    buildType: "https://otelshop.invalid/azure-pipelines/v1",
    externalParameters: { repository: $repository, ref: $ref, pipeline: $pipeline },
    resolvedDependencies: [{ uri: "git+\($repository)@\($ref)", digest: { gitCommit: $commit } }]
  },
  runDetails: { builder: { id: $builder }, metadata: { invocationId: $run } }
}'
