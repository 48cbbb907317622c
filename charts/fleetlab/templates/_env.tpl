{{- /* Takes {root, name, component}: how a service is told its settings. */}}
{{- define "fleetlab.env" -}}
envFrom:
  - configMapRef:
      name: {{ include "fleetlab.fullname" .root }}-settings
  {{- if has "redis" .component.calls }}
  - configMapRef:
      name: {{ include "fleetlab.fullname" .root }}-queue
  {{- end }}
  {{- with concat .root.Values.extraEnvFrom (default list .component.values.extraEnvFrom) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
env:
  - name: POD_NAME
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  {{- range $setting, $variable := .component.env }}
  {{- $value := index $.component.values $setting }}
  {{- if not (kindIs "invalid" $value) }}
  {{- /* Helm reads numbers as floats, and would write a million as 1e+06. */}}
  - name: {{ $variable }}
    value: {{ eq (float64 (int64 $value)) (float64 $value) | ternary (int64 $value) $value | quote }}
  {{- end }}
  {{- end }}
  {{- with include "fleetlab.tracingEnv" . }}
  {{- . | trim | nindent 2 }}
  {{- end }}
  {{- with and .component.model (include "fleetlab.tokenEnv" .root) }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if has "redis" .component.calls }}
  {{- with include "fleetlab.redisSecret" .root | fromJson }}
  {{- if .name }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ .name }}
        key: {{ .key }}
  {{- end }}
  {{- end }}
  {{- end }}
  {{- with concat .root.Values.extraEnv (default list .component.values.extraEnv) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "fleetlab.tokenEnv" -}}
{{- with .Values.auth }}
{{- if .existingSecret -}}
- name: API_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .existingSecretKey }}
{{- end }}
{{- end }}
{{- end }}
