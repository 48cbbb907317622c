{{- /* Takes {root, name}: the pods of one component, as a list of one peer. */}}
{{- define "fleetlab.peer" -}}
- podSelector:
    matchLabels:
      {{- include "fleetlab.selectorLabels" . | nindent 6 }}
{{- end }}

{{- /* Takes {root, of}: the pods that call a component, as a list of peers; nothing where nobody does. */}}
{{- define "fleetlab.callers" -}}
{{- range $name, $component := include "fleetlab.components" .root | fromJson }}
{{- if has $.of $component.calls }}
{{ include "fleetlab.peer" (dict "root" $.root "name" $name) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Takes {url, port}: the port that the address names, or else the usual one. */}}
{{- define "fleetlab.portOf" -}}
{{- regexFind ":[0-9]+$" (urlParse .url).host | trimPrefix ":" | default .port }}
{{- end }}

{{- /* The pods of the enabled models, as a list of peers. */}}
{{- define "fleetlab.modelPeers" -}}
{{- range (include "fleetlab.models" . | fromJson).names }}
{{ include "fleetlab.peer" (dict "root" $ "name" .) }}
{{- end }}
{{- end }}
