{{- define "fleetlab.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* Shorter than 63: the longest suffix, -redis-headless, and a StatefulSet's own -0 and hash still have to fit. */}}
{{- define "fleetlab.fullname" -}}
{{- $name := include "fleetlab.name" . }}
{{- $full := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) }}
{{- default $full .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "fleetlab.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "fleetlab.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}
