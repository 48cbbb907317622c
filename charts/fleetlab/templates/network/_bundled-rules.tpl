{{- /* Grafana asks it, whatever in the namespace pushes results, a load generator, and KEDA, from a namespace of its own. */}}
{{- define "fleetlab.prometheusIngress" -}}
- from:
    - podSelector: {}
    {{- if include "fleetlab.isScaledByWaiting" . }}
    {{- toYaml .Values.networkPolicy.monitoringFrom | nindent 4 }}
    {{- end }}
  ports: [{ port: http }]
{{- end }}

{{- /* Pods that have no admin port have no port of that name. */}}
{{- define "fleetlab.prometheusEgress" -}}
{{- include "fleetlab.dnsRule" . }}
- ports:
    {{- range .Values.networkPolicy.apiServerPorts }}
    - port: {{ . }}
    {{- end }}
- to:
    {{- include "fleetlab.peer" (dict "root" .) | nindent 4 }}
  ports: [{ port: admin }]
{{- end }}

{{- define "fleetlab.grafanaIngress" -}}
- from:
    {{- toYaml .Values.networkPolicy.ingressFrom | nindent 4 }}
  ports: [{ port: http }]
{{- end }}

{{- define "fleetlab.grafanaEgress" -}}
{{- include "fleetlab.dnsRule" . }}
- to:
    {{- include "fleetlab.peer" (dict "root" . "name" "prometheus") | nindent 4 }}
  ports: [{ port: http }]
{{- if .Values.monitoring.bundled.traces.enabled }}
- to:
    {{- include "fleetlab.peer" (dict "root" . "name" "traces") | nindent 4 }}
  ports: [{ port: query }]
{{- end }}
{{- end }}

{{- define "fleetlab.tracesIngress" -}}
- from:
    {{- range $name, $_ := include "fleetlab.components" . | fromJson }}
    {{- include "fleetlab.peer" (dict "root" $ "name" $name) | nindent 4 }}
    {{- end }}
  ports: [{ port: otlp }]
- from:
    {{- toYaml .Values.networkPolicy.ingressFrom | nindent 4 }}
    {{- if .Values.monitoring.bundled.grafana.enabled }}
    {{- include "fleetlab.peer" (dict "root" . "name" "grafana") | nindent 4 }}
    {{- end }}
  ports: [{ port: query }]
{{- end }}

{{- define "fleetlab.tracesEgress" -}}
{{- end }}
