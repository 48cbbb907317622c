#!/usr/bin/env bash
# Takes away what up.sh made: the cluster, and the jobs in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

if [ "${1:-}" = --help ]; then
  echo 'deploy/kind/down.sh: deletes the kind cluster "fleetlab" and everything in it, the jobs too.'
  exit
fi

need kind https://kind.sigs.k8s.io/docs/user/quick-start/#installation
kind delete cluster --name fleetlab
