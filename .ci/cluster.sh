# shellcheck shell=bash disable=SC2154
# A cluster for the end-to-end tests, from the tools that lie beside this clone. Sourced by run.
# The project itself knows nothing of them: its commands take any kubeconfig, and whatever helm and kubectl are on the PATH.

readonly tools=../shared/tools cluster=../shared/cluster/cluster
image=fleetlab:$(node -p 'JSON.parse(fs.readFileSync("package.json")).version')

# Puts helm, k6 and the validators on the PATH.
has_cluster_tools() {
  [ -x $tools/unpack ] && [ -x $cluster ] && PATH="$($tools/unpack):$PATH" && return 0
  lacks "$tools and $cluster"
}

manifests_are_valid() {
  command -v validate-manifests >/dev/null || lacks validate-manifests || return
  echo what puts the load of k6 on, as Jobs and as a TestRun
  npm run --silent build && node test/k6/print-manifests.mjs | validate-manifests - || return 1
  local values
  for values in charts/fleetlab/values*.yaml; do
    echo "$values, with an HTTPRoute too"
    helm template fleetlab charts/fleetlab --values "$values" --set gatewayApi.enabled=true \
      --set 'gatewayApi.parentRefs[0].name=gateway' | validate-manifests - || return 1
  done
}

image_builds() {
  [ -x $cluster ] || lacks $cluster || return
  has_cluster=yes # its Docker daemon is a part of it
  eval "$($cluster docker)" && $cluster image-base node redis >/dev/null || return 1
  # A newer client beside Debian's may lack the plugin that builds.
  [ ! -x /usr/bin/docker ] || { mkdir -p "$work/bin" && ln -sf /usr/bin/docker "$work/bin/docker" && PATH="$work/bin:$PATH"; }
  export DOCKER_BUILD_ARGS="--network host --secret id=ca,src=/etc/ssl/certs/ca-certificates.crt"
  within 600 npm run --silent image
}

cluster_starts() {
  [ -x $cluster ] || lacks $cluster || return
  has_cluster=yes
  within 300 $cluster up >/dev/null || return 1
  KUBECONFIG=$($cluster kubeconfig)
  export KUBECONFIG
  PATH="$(dirname "$KUBECONFIG")/bin:$PATH"
  # One name a line.
  # shellcheck disable=SC2046
  $cluster load "$(dirname "$KUBECONFIG")/cache/redis.tar" $("$(dirname $cluster)"/tool-images prometheus jaeger k6) >/dev/null
}

fleet_runs_on_the_cluster() {
  [ -n "${KUBECONFIG:-}" ] || lacks 'a cluster' || return
  cat >"$work/values.yaml" <<-YAML
	redis:
	  image: { registry: localhost, repository: redis, tag: 7.0-debian }
	monitoring:
	  bundled:
	    prometheus: { image: { registry: localhost, repository: prometheus, tag: 3.15.0 } }
	    traces: { image: { registry: localhost, repository: jaeger, tag: 2.13.0 } }
	    grafana: { enabled: false } # its image cannot be had here
	YAML
  FLEETLAB_IMAGE=$image FLEETLAB_IMAGE_LOAD="$cluster load" FLEETLAB_VALUES=$work/values.yaml \
    FLEETLAB_INGRESS_URL=http://127.0.0.1:18080 FLEETLAB_INGRESS_URL_IN_CLUSTER=http://traefik.traefik.svc \
    FLEETLAB_K6_IMAGE=localhost/k6:1.8.1 counted_by_jest 3000 npm run --silent test:e2e
}

# What is begun is ended, also when the run is interrupted.
cluster_ends() {
  [ -n "${has_cluster:-}" ] || lacks 'a cluster' || return
  has_cluster=
  within 120 $cluster down
}
