#!/usr/bin/env bash
# Makes a kind cluster with an ingress controller and the fleet in it. Again, it updates what is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

readonly cluster=fleetlab traefik_chart=38.0.2

if [ "${1:-}" = --help ]; then
  cat <<'HELP'
deploy/kind/up.sh: a kind cluster "fleetlab" with Traefik and the fleet in it, at http://localhost

It builds the image, loads it into the cluster and installs charts/fleetlab. Further words go to helm:
  deploy/kind/up.sh --set services.threaded.replicas=3
deploy/kind/down.sh takes all of it away.
HELP
  exit
fi

need docker https://docs.docker.com/engine/install
need kind https://kind.sigs.k8s.io/docs/user/quick-start/#installation
need kubectl https://kubernetes.io/docs/tasks/tools
need helm https://helm.sh/docs/intro/install
need npm https://nodejs.org/en/download

kind get clusters 2>/dev/null | grep -qx "$cluster" || kind create cluster --name "$cluster" --config deploy/kind/cluster.yaml
kubectl config use-context "kind-$cluster"
helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --version "$traefik_chart" \
  --namespace traefik --create-namespace --values deploy/kind/traefik.yaml --wait --timeout 5m

npm run image
kind load docker-image --name "$cluster" "$(image_name)"
helm upgrade --install fleetlab charts/fleetlab --values charts/fleetlab/values-kind.yaml --wait --timeout 5m "$@"

say_where http://localhost
