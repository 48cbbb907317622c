#!/usr/bin/env bash
# Takes away what up.sh made: the cluster, and the jobs in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

if [ "${1:-}" = --help ]; then
  echo 'deploy/minikube/down.sh: deletes the minikube profile "fleetlab" and everything in it, the jobs too.'
  exit
fi

need minikube https://minikube.sigs.k8s.io/docs/start
minikube delete --profile fleetlab
