{{- /* Nobody calls it and it has nothing to say but in its log, so that it has no port and no probe. */}}
{{- define "fleetlab.endlessLoad" -}}
{{- $load := .Values.loadtest.endless -}}
args:
  - --input-type=module
  - --eval
  - |
    {{- .Files.Get "files/endless-load.mjs" | nindent 4 }}
env:
  - name: BASE_URL
    value: http://{{ include "fleetlab.fullname" . }}
  - name: MODELS
    value: {{ join "," (include "fleetlab.models" . | fromJson).names }}
  - name: RATE_PER_SECOND
    value: {{ $load.ratePerSecond | quote }}
  - name: MAX_IN_FLIGHT
    value: {{ int64 $load.maxInFlight | quote }}
  - name: TRACED_SHARE
    value: {{ empty (include "fleetlab.tracingEndpoint" .) | ternary 0 $load.tracedShare | quote }}
  {{- with include "fleetlab.tokenEnv" . }}
  {{- . | nindent 2 }}
  {{- end }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end }}
