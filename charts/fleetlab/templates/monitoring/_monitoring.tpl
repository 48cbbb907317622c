{{- /* Takes {root, suffix, labels, annotations, namespace}: metadata of an object that may be in the namespace of another's monitoring. */}}
{{- define "fleetlab.monitoringMetadata" -}}
{{- $metadata := include "fleetlab.metadata" . | fromYaml }}
{{- with .namespace }}
{{- $_ := set $metadata "namespace" . }}
{{- end }}
{{- toYaml $metadata }}
{{- end }}

{{- /* Takes {root, path}: the groups of a file of rules, as a list. Its own templates, such as those of an alert's summary, stay as they are. */}}
{{- define "fleetlab.ruleGroups" -}}
{{- $file := .root.Files.Get .path | fromYaml }}
{{- if $file.Error }}
{{- fail (printf "%s: %s" .path $file.Error) }}
{{- end }}
{{- toYaml $file.groups }}
{{- end }}
