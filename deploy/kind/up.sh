#!/usr/bin/env bash
# Makes a kind cluster with an ingress controller and the fleet in it. Again, it updates what is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

readonly cluster=fleetlab traefik_chart=38.0.2 metrics_server_chart=3.13.0

help_for "${1:-}" <<'HELP'
deploy/kind/up.sh: a kind cluster "fleetlab" with Traefik and the fleet in it, at http://localhost

It builds the image, loads it into the cluster and installs charts/fleetlab. Further words go to helm:
  deploy/kind/up.sh --set services.threaded.replicas=3
With --cluster-only as its one word it makes the cluster and installs no fleet.
deploy/kind/down.sh takes all of it away.
HELP

[ $# -le 1 ] || [[ " $* " != *" --cluster-only "* ]] || usage "deploy/kind/up.sh: --cluster-only has to be its one word, and was given: $*"
need docker kind kubectl helm npm
[ "${1:-}" = --cluster-only ] || check_values charts/fleetlab/values-kind.yaml "$@"

kind get clusters 2>/dev/null | grep -qx "$cluster" || kind create cluster --name "$cluster" --config deploy/kind/cluster.yaml
kubectl config use-context "kind-$cluster"
helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --version "$traefik_chart" \
  --namespace traefik --create-namespace --values deploy/kind/traefik.yaml --wait --timeout 5m
# Autoscaling asks it for the load of the pods. A kind node signs its own certificate.
helm upgrade --install metrics-server metrics-server --repo https://kubernetes-sigs.github.io/metrics-server \
  --version "$metrics_server_chart" --namespace kube-system --set 'args={--kubelet-insecure-tls}' --wait --timeout 5m
[ "${1:-}" != --cluster-only ] || exit 0

npm run image
kind load docker-image --name "$cluster" "$(image_name)"
helm upgrade --install fleetlab charts/fleetlab --values charts/fleetlab/values-kind.yaml --wait --timeout 10m "$@"

say_where http://localhost
