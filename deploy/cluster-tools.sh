# shellcheck shell=bash
# What the scripts in kind and minikube share. Sourced from the root of the project.

# help_for WORD: where the word asks for help, prints what it is given and ends the script.
help_for() {
  case $1 in
    -h | --help | help) ;;
    *) return 0 ;;
  esac
  cat
  exit
}

# usage TEXT: ends a script that was given words it does not know.
usage() {
  echo "$1" >&2
  exit 2
}

# need TOOL...: ends the script where one is missing, and says how to get it.
need() {
  local tool
  for tool; do
    command -v "$tool" >/dev/null && continue
    echo "$tool is missing: $(where_to_get "$tool") says how to install it." >&2
    exit 1
  done
}

where_to_get() {
  case $1 in
    docker) echo https://docs.docker.com/engine/install ;;
    helm) echo https://helm.sh/docs/intro/install ;;
    kind) echo https://kind.sigs.k8s.io/docs/user/quick-start/#installation ;;
    kubectl) echo https://kubernetes.io/docs/tasks/tools ;;
    minikube) echo https://minikube.sigs.k8s.io/docs/start ;;
    npm) echo https://nodejs.org/en/download ;;
  esac
}

# check_values FILE WORD...: ends the script where the chart refuses these words, before minutes are spent on a cluster.
check_values() {
  local file=$1
  shift
  helm template fleetlab charts/fleetlab --values "$file" "$@" >/dev/null
}

image_name() {
  echo "fleetlab:$(npm pkg get version | tr -d '"')"
}

# say_where URL
say_where() {
  cat <<TEXT

The fleet is up:

  curl '$1/threaded/sleep?ms=100'
  curl '$1/queue/compute?n=300000&wait=5000'
  $1/grafana shows what they do, $1/jaeger their traces
  helm test fleetlab --logs --timeout 2m
TEXT
}
