#!/usr/bin/env bash
# Starts a minikube cluster with an ingress controller and the fleet in it. Again, it updates what is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source deploy/cluster-tools.sh

readonly profile=fleetlab kubernetes=v1.34.0

help_for "${1:-}" <<'HELP'
deploy/minikube/up.sh: a minikube profile "fleetlab" with ingress-nginx and the fleet in it

It builds the image, loads it into the cluster and installs charts/fleetlab. Further words go to helm:
  deploy/minikube/up.sh --set services.threaded.replicas=3
deploy/minikube/down.sh takes all of it away.
HELP

need docker minikube kubectl helm npm
check_values charts/fleetlab/values-minikube.yaml "$@"

minikube start --profile "$profile" --kubernetes-version "$kubernetes" --cpus 2 --memory 3g
kubectl config use-context "$profile"
minikube addons enable ingress --profile "$profile"
# Autoscaling asks it for the load of the pods.
minikube addons enable metrics-server --profile "$profile"

npm run image
minikube image load --profile "$profile" "$(image_name)"
helm upgrade --install fleetlab charts/fleetlab --values charts/fleetlab/values-minikube.yaml --wait --timeout 10m "$@"

say_where "http://$(minikube ip --profile "$profile")"
