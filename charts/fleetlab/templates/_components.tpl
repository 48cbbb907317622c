{{- /* The enabled components of files/components.yaml as JSON, each with its values as `values`. */}}
{{- define "fleetlab.components" -}}
{{- $enabled := dict }}
{{- range $name, $component := .Files.Get "files/components.yaml" | fromYaml }}
{{- $values := include "fleetlab.valuesAt" (dict "root" $ "path" $component.values) | fromJson }}
{{- $switch := include "fleetlab.valuesAt" (dict "root" $ "path" (default $component.values $component.enabledBy)) | fromJson }}
{{- if $switch.enabled }}
{{- $_ := set $enabled $name (set $component "values" $values) }}
{{- end }}
{{- end }}
{{- toJson $enabled }}
{{- end }}

{{- /* Takes {root, path}: what is at services.async, for instance. */}}
{{- define "fleetlab.valuesAt" -}}
{{- $values := .root.Values }}
{{- range splitList "." .path }}
{{- $values = index $values . }}
{{- end }}
{{- toJson $values }}
{{- end }}

{{- /* The names of the enabled models, in a list as JSON: {"names": [...]}. */}}
{{- define "fleetlab.models" -}}
{{- $names := list }}
{{- range $name, $component := include "fleetlab.components" . | fromJson }}
{{- if $component.model }}
{{- $names = append $names $name }}
{{- end }}
{{- end }}
{{- toJson (dict "names" ($names | sortAlpha)) }}
{{- end }}

{{- /* Not empty where there is a Redis of our own. */}}
{{- define "fleetlab.hasRedis" -}}
{{- if and .Values.services.queue.enabled .Values.redis.enabled }}true{{ end }}
{{- end }}
