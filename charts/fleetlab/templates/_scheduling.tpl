{{- /* Takes {root, name, component}: where pods may run. A component's own setting replaces that of the fleet. */}}
{{- define "fleetlab.scheduling" -}}
{{- $values := .component.values }}
{{- $fleet := .root.Values -}}
topologySpreadConstraints:
  {{- with default $fleet.topologySpreadConstraints $values.topologySpreadConstraints }}
  {{- toYaml . | nindent 2 }}
  {{- else }}
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "fleetlab.selectorLabels" . | nindent 8 }}
    {{- /* A rollout is spread on its own, without the pods that it replaces. */}}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- range $key := list "nodeSelector" "tolerations" "affinity" "priorityClassName" "schedulerName" }}
{{- with default (index $fleet $key) (index $values $key) }}
{{ dict $key . | toYaml }}
{{- end }}
{{- end }}
{{- end }}
