{{- /* Takes {root, name, ingress, egress}: the policy of a component, or of the whole release; the rules as text, empty for none. */}}
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
  {{- range $direction := list "ingress" "egress" }}
  {{- with get $ $direction }}
  {{ $direction }}:
    {{- . | trim | nindent 4 }}
  {{- else }}
  {{ $direction }}: []
  {{- end }}
  {{- end }}
{{- end }}
