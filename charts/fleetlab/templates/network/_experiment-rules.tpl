{{- /*
The API server, the models, the ingress controller and Prometheus. A controller's pods may listen at any port; where it is no pod, or is asked at
an address before the cluster, only the port of that is known, and open to any address.
*/}}
{{- define "fleetlab.experimentEgress" -}}
{{- $experiment := .Values.loadtest.experiment }}
{{- $url := $experiment.url }}
{{- $ports := list 80 443 }}
{{- with $url }}
{{- $ports = list (include "fleetlab.portOf" (dict "url" . "port" (hasPrefix "https:" . | ternary 443 80)) | int) }}
{{- end }}
{{- if eq $experiment.target "kubernetes" }}
{{- $ports = concat $ports .Values.networkPolicy.apiServerPorts }}
{{- end }}
{{- include "fleetlab.dnsRule" . }}
- ports:
    {{- range $ports | uniq }}
    - port: {{ . }}
    {{- end }}
- to:
    {{- toYaml .Values.networkPolicy.ingressFrom | nindent 4 }}
- to:
    {{- include "fleetlab.modelPeers" . | trim | nindent 4 }}
  ports: [{ port: http }]
{{- if .Values.monitoring.bundled.prometheus.enabled }}
- to:
    {{- include "fleetlab.peer" (dict "root" . "name" "prometheus") | nindent 4 }}
  ports: [{ port: http }]
{{- end }}
{{- end }}
