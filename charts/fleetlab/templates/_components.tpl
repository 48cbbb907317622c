{{- /* The enabled components of files/components.yaml as JSON, each with its values as `values` and their place as `path`. */}}
{{- define "fleetlab.components" -}}
{{- $enabled := dict }}
{{- range $name, $component := .Files.Get "files/components.yaml" | fromYaml }}
{{- $values := include "fleetlab.valuesAt" (dict "root" $ "path" $component.values) | fromJson }}
{{- $switch := include "fleetlab.valuesAt" (dict "root" $ "path" (default $component.values $component.enabledBy)) | fromJson }}
{{- if $switch.enabled }}
{{- $_ := set $enabled $name (merge (dict "values" $values "path" $component.values) $component) }}
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

{{- /* The names of the enabled models, in a list as JSON: {"names": [...]}. Fails where there is none. */}}
{{- define "fleetlab.models" -}}
{{- $names := list }}
{{- range $name, $component := include "fleetlab.components" . | fromJson }}
{{- if $component.model }}
{{- $names = append $names $name }}
{{- end }}
{{- end }}
{{- if not $names }}
{{- fail (printf "no model is enabled: set at least one of %s to true" (include "fleetlab.modelSwitches" .)) }}
{{- end }}
{{- toJson (dict "names" ($names | sortAlpha)) }}
{{- end }}

{{- define "fleetlab.modelSwitches" -}}
{{- $switches := list }}
{{- range $component := .Files.Get "files/components.yaml" | fromYaml }}
{{- if $component.model }}
{{- $switches = append $switches (printf "%s.enabled" $component.values) }}
{{- end }}
{{- end }}
{{- join ", " $switches }}
{{- end }}

{{- /* Not empty where there is a Redis of our own. */}}
{{- define "fleetlab.hasRedis" -}}
{{- if and .Values.services.queue.enabled .Values.redis.enabled }}true{{ end }}
{{- end }}
