{{- /* Takes {root, name, component}: where pods of a component run, spread over nodes. */}}
{{- define "fleetlab.scheduling" -}}
topologySpreadConstraints:
  {{- with default .root.Values.topologySpreadConstraints .component.values.topologySpreadConstraints }}
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
{{- include "fleetlab.placement" . }}
{{- end }}

{{- /* Takes {root, component}: on which nodes, when, and by whom. A component's own setting replaces that of the fleet. */}}
{{- define "fleetlab.placement" -}}
{{- range $key := list "nodeSelector" "tolerations" "affinity" "priorityClassName" "schedulerName" }}
{{- with default (index $.root.Values $key) (index $.component.values $key) }}
{{ dict $key . | toYaml }}
{{- end }}
{{- end }}
{{- end }}
