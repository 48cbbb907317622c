# shellcheck shell=bash
# What the scripts in kind and minikube share. Sourced from the root of the project.

# need TOOL WHERE: ends the script where the tool is missing, and says how to get it.
need() {
  command -v "$1" >/dev/null && return
  echo "$1 is missing: $2 says how to install it." >&2
  exit 1
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
  helm test fleetlab --logs
TEXT
}
