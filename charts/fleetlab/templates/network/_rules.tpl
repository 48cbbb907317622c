{{- /* Takes {root, name, component}: who may come in. */}}
{{- define "fleetlab.ingressRules" -}}
{{- $policy := .root.Values.networkPolicy -}}
- from:
    {{- toYaml $policy.monitoringFrom | nindent 4 }}
    {{- if .root.Values.monitoring.bundled.prometheus.enabled }}
    {{- include "fleetlab.peer" (dict "root" .root "name" "prometheus") | nindent 4 }}
    {{- end }}
  ports: [{ port: admin }]
{{- if .component.model }}
- from:
    {{- toYaml $policy.ingressFrom | nindent 4 }}
    {{- include "fleetlab.peer" (dict "root" .root "name" "test") | nindent 4 }}
    {{- if .root.Values.loadtest.endless.enabled }}
    {{- include "fleetlab.peer" (dict "root" .root "name" "endless-load") | nindent 4 }}
    {{- end }}
    {{- if .root.Values.loadtest.experiment.enabled }}
    {{- include "fleetlab.peer" (dict "root" .root "name" "experiment") | nindent 4 }}
    {{- end }}
  ports: [{ port: http }]
{{- end }}
{{- with include "fleetlab.callers" (dict "root" .root "of" .name) }}
- from:
    {{- . | trim | nindent 4 }}
  ports: [{ port: http }]
{{- end }}
{{- with $policy.extraIngress }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* Takes {root, component}: what it may reach. Where something is elsewhere, only its port is known, and open to any address. */}}
{{- define "fleetlab.egressRules" -}}
{{- $upstream := .root.Values.upstream }}
{{- include "fleetlab.dnsRule" .root }}
{{- if not (has "upstream" .component.calls) }}
{{- else if $upstream.enabled }}
- to:
    {{- include "fleetlab.peer" (dict "root" .root "name" "upstream") | nindent 4 }}
  ports: [{ port: http }]
{{- else }}
- ports: [{ port: {{ include "fleetlab.portOf" (dict "url" $upstream.url "port" 80) }} }]
{{- end }}
{{- if not (has "redis" .component.calls) }}
{{- else if include "fleetlab.hasRedis" .root }}
- to:
    {{- include "fleetlab.peer" (dict "root" .root "name" "redis") | nindent 4 }}
  ports: [{ port: redis }]
{{- else }}
- ports: [{ port: {{ include "fleetlab.portOf" (dict "url" .root.Values.redis.external.url "port" 6379) }} }]
{{- end }}
{{- include "fleetlab.tracingRule" .root }}
{{- with .root.Values.networkPolicy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* Where spans go. */}}
{{- define "fleetlab.tracingRule" -}}
{{- with .Values.tracing.endpoint }}
- ports: [{ port: {{ include "fleetlab.portOf" (dict "url" . "port" (hasPrefix "https:" . | ternary 443 80)) }} }]
{{- else }}
{{- if .Values.monitoring.bundled.traces.enabled }}
- to:
    {{- include "fleetlab.peer" (dict "root" . "name" "traces") | nindent 4 }}
  ports: [{ port: otlp }]
{{- end }}
{{- end }}
{{- end }}

{{- define "fleetlab.dnsRule" -}}
- to:
    {{- toYaml .Values.networkPolicy.dnsTo | nindent 4 }}
  ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
{{- end }}
