# shellcheck shell=bash disable=SC2034
# Sourced by the scripts of this folder, which GitHub's workflows and Azure Pipelines share.
# shellcheck source=eng/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/../prepare.sh"

# The objectives of the shop's entrance, and from where on deployments freeze. A test compares them with the rules of the app model.
readonly max_error_rate=0.001 max_p95=0.5 max_p99=1 budget_freeze=0.75

# require_stage STAGE
require_stage() { [[ ${1-} =~ ^(dev|staging|prod)$ ]] || fail "Unknown stage: ${1:-none}. The stages are dev, staging and prod."; }

# require_commands NAME...
require_commands() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || fail "The program $name is missing on this agent."; done
}

# signer FIELD: with what images are signed, as publishing the app model writes it for admission.
signer() { jq -er --arg field "$1" '.[$field]' "$root/deploy/policies/signatures/signer.json" || fail "deploy/policies/signatures/signer.json has no $1: publish the app model."; }

# add_to_path FOLDER: the steps that follow find its programs, too.
add_to_path() {
  export PATH="$1:$PATH"
  [ -z "${GITHUB_PATH-}" ] || printf '%s\n' "$1" >>"$GITHUB_PATH"
  [ -z "${TF_BUILD-}" ] || printf '##vso[task.prependpath]%s\n' "$1"
}

# prometheus QUERY: the result of an instant query as JSON. PROMETHEUS_URL is asked where it is set, else the cluster through its API server.
prometheus() {
  local answer query
  query=$(jq -rn --arg query "$1" '$query | @uri')
  if [ -n "${PROMETHEUS_URL-}" ]; then
    answer=$(curl --fail --silent --show-error --max-time 30 "${PROMETHEUS_URL%/}/api/v1/query?query=$query") || fail "Prometheus at $PROMETHEUS_URL did not answer."
  else
    answer=$(kubectl get --raw "/api/v1/namespaces/${PROMETHEUS_NAMESPACE:-monitoring}/services/http:${PROMETHEUS_SERVICE:-prometheus-operated}:9090/proxy/api/v1/query?query=$query") ||
      fail "Prometheus did not answer through the API server of the cluster."
  fi
  [ "$(jq -r .status <<<"$answer")" = success ] || fail "Prometheus refused a query: $(jq -r .error <<<"$answer")."
  jq -c .data.result <<<"$answer"
}

# prometheus_value QUERY: the first sample, or nothing when there is none.
prometheus_value() {
  local result
  result=$(prometheus "$1") || exit 1
  jq -r '.[0].value[1] // empty | select(. != "NaN")' <<<"$result"
}

# exceeds VALUE LIMIT
exceeds() { jq -en --arg value "$1" --arg limit "$2" '($value | tonumber) > ($limit | tonumber)' >/dev/null; }

# percent FRACTION
percent() { jq -rn --arg value "$1" '($value | tonumber) * 10000 | round / 100 | "\(.) %"'; }

# current_tag STAGE [COMMIT]: the image tag that deploy/gitops names.
current_tag() {
  if [ -n "${2-}" ]; then git -C "$root" show "$2:deploy/gitops/$1/values.yaml"; else cat "$root/deploy/gitops/$1/values.yaml"; fi |
    sed -nE 's/^ +tag: "([^"]*)".*$/\1/p'
}

# push_change STAGE SUBJECT REASON COMMAND...: commits what a command changes in deploy/gitops/STAGE, and pushes it.
# Another stage may push at the same time: the command runs again on the new head of the branch.
push_change() {
  local stage=$1 subject=$2 reason=$3 branch=${DELIVERY_BRANCH:-main} attempt
  local -x GIT_AUTHOR_NAME=otelshop-delivery GIT_AUTHOR_EMAIL=delivery@otelshop.invalid GIT_COMMITTER_NAME=otelshop-delivery GIT_COMMITTER_EMAIL=delivery@otelshop.invalid
  shift 3
  for attempt in 1 2 3 4 5; do
    git -C "$root" fetch --quiet origin "$branch"
    git -C "$root" checkout --quiet --detach FETCH_HEAD
    "$@"
    git -C "$root" add --all "deploy/gitops/$stage"
    if git -C "$root" diff --cached --quiet; then say "Git has it already: $subject."; return 0; fi
    git -C "$root" commit --quiet --message "deploy: $subject" ${reason:+--message "$reason"}
    if git -C "$root" push --quiet origin "HEAD:$branch"; then say "Commit $(git -C "$root" rev-parse --short HEAD): $subject."; return 0; fi
    say "The branch moved on; attempt $attempt is repeated."
  done
  fail "The change of $stage could not be pushed to $branch."
}

# The service connection of Azure Pipelines leaves its token in variables; in GitHub the provider asks for its own.
sign_in_terraform() {
  export ARM_USE_OIDC=true TF_IN_AUTOMATION=true TF_INPUT=false
  [ -z "${idToken-}" ] || export ARM_OIDC_TOKEN=$idToken ARM_CLIENT_ID=${servicePrincipalId-} ARM_TENANT_ID=${tenantId-}
}
