#!/usr/bin/env bash
# Takes away what up.sh made: the cluster, and the jobs in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

help_for "${1:-}" <<<'deploy/kind/down.sh: deletes the kind cluster "fleetlab" and everything in it, the jobs too.'
[ $# -eq 0 ] || usage "deploy/kind/down.sh takes no words but --help, and was given: $*"
need kind
kind delete cluster --name fleetlab
