{{- /* Takes {root, name, ingress, egress}: a policy for one component; the rules as lists. */}}
{{- define "fleetlab.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "fleetlab.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "fleetlab.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- dict "ingress" .ingress "egress" .egress | toYaml | nindent 2 }}
{{- end }}

{{- /* Takes {root, names}: pods of these components, as peers in JSON: {"peers": [...]}. */}}
{{- define "fleetlab.peers" -}}
{{- $peers := list }}
{{- range .names }}
{{- $labels := include "fleetlab.selectorLabels" (dict "root" $.root "name" .) | fromYaml }}
{{- $peers = append $peers (dict "podSelector" (dict "matchLabels" $labels)) }}
{{- end }}
{{- toJson (dict "peers" $peers) }}
{{- end }}

{{- define "fleetlab.dnsRule" -}}
{{- $ports := list (dict "protocol" "UDP" "port" 53) (dict "protocol" "TCP" "port" 53) }}
{{- dict "to" .Values.networkPolicy.dnsTo "ports" $ports | toJson }}
{{- end }}

{{- /* Takes the root: the port of an external Redis. Where it is, only its name says, so its port is open to any address. */}}
{{- define "fleetlab.externalRedisPort" -}}
{{- $host := (urlParse .Values.redis.external.url).host }}
{{- default "6379" (regexFind ":[0-9]+$" $host | trimPrefix ":") }}
{{- end }}

{{- /* Takes the root: the port of an upstream elsewhere. */}}
{{- define "fleetlab.externalUpstreamPort" -}}
{{- $host := (urlParse .Values.upstream.url).host }}
{{- default "80" (regexFind ":[0-9]+$" $host | trimPrefix ":") }}
{{- end }}

{{- /* Takes {root, of}: the pods that may call a component, as peers in JSON. */}}
{{- define "fleetlab.callers" -}}
{{- $names := list }}
{{- range $name, $component := include "fleetlab.components" .root | fromJson }}
{{- if has $.of $component.calls }}
{{- $names = append $names $name }}
{{- end }}
{{- end }}
{{- include "fleetlab.peers" (dict "root" .root "names" $names) }}
{{- end }}
