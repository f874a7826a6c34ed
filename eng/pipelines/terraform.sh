#!/usr/bin/env bash
# Plans and applies infrastructure: terraform.sh plan|apply|drift dev|staging|prod|shared. apply carries out the plan that plan has saved.
set -euo pipefail
# shellcheck source=eng/pipelines/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

action=${1-} target=${2-} folder=$root/deploy/terraform/environments/${2-} output=$root/artifacts/terraform
[[ $action =~ ^(plan|apply|drift)$ ]] || fail "Say what to do: terraform.sh plan, apply or drift."
[[ $target =~ ^(dev|staging|prod|shared)$ ]] || fail "Unknown target: ${target:-none}. There are dev, staging, prod and shared."
[ "$target" != shared ] || folder=$root/deploy/terraform/shared
require_commands terraform
mkdir -p "$output"
sign_in_terraform

# first_error LOG: Terraform's own summary of several errors says nothing.
first_error() { grep 'Error: ' "$1" | grep -v 'Terraform encountered problems' | head -1 | grep . || say "see $1."; }

terraform -chdir="$folder" init -no-color -backend-config=use_oidc=true ${TFSTATE_STORAGE_ACCOUNT:+"-backend-config=storage_account_name=$TFSTATE_STORAGE_ACCOUNT"} >"$output/$target.init.log" 2>&1 || fail "terraform init failed: $(first_error "$output/$target.init.log")"

if [ "$action" = apply ]; then
  [ -f "$output/$target.tfplan" ] || fail "There is no plan of $target to carry out: run terraform.sh plan $target first."
  terraform -chdir="$folder" apply -no-color "$output/$target.tfplan" || fail "$target was changed in part only: the errors are above."
  say "$target is as planned."
  exit 0
fi

code=0
terraform -chdir="$folder" plan -no-color -lock-timeout=5m -detailed-exitcode -out="$output/$target.tfplan" >"$output/$target.txt" 2>&1 || code=$?
case $code in
  0) say "$target is as the files say." ;;
  2)
    summary=$(sed -nE 's/^(Plan: .*)$/\1/p' "$output/$target.txt")
    [ "$action" = plan ] || fail "$target has drifted from the files: ${summary:-its outputs differ} See $output/$target.txt."
    say "$target would change: ${summary:-its outputs} See $output/$target.txt." ;;
  *) fail "terraform plan failed for $target: $(first_error "$output/$target.txt")" ;;
esac
