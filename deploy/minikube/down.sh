#!/usr/bin/env bash
# Takes away what up.sh made: the cluster, and the jobs in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

help_for "${1:-}" <<<'deploy/minikube/down.sh: deletes the minikube profile "fleetlab" and everything in it, the jobs too.'
[ $# -eq 0 ] || usage "deploy/minikube/down.sh takes no words but --help, and was given: $*"
need minikube
minikube delete --profile fleetlab
