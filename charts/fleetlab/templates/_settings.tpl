{{- /* What all services read. In a cluster the preStop pause, not the process, waits until balancers have noticed. */}}
{{- define "fleetlab.settings" -}}
PORT: "8080"
ADMIN_PORT: "9090"
LOG_LEVEL: {{ .Values.logLevel | quote }}
GRACE_MS: {{ mul .Values.drain.graceSeconds 1000 | quote }}
DRAIN_DELAY_MS: "0"
UPSTREAM_URL: {{ include "fleetlab.upstreamUrl" . | quote }}
{{- end }}

{{- define "fleetlab.upstreamUrl" -}}
{{- if .Values.upstream.enabled -}}
http://{{ include "fleetlab.fullname" . }}-upstream
{{- else -}}
{{- .Values.upstream.url }}
{{- end }}
{{- end }}

{{- /* What the queue's API and its workers share. The spool is a file, which pods cannot. */}}
{{- define "fleetlab.queueSettings" -}}
QUEUE_DRIVER: bullmq
QUEUE_PREFIX: {{ printf "%s.%s" .Release.Namespace (include "fleetlab.fullname" .) | quote }}
REDIS_URL: {{ include "fleetlab.redisUrl" . | quote }}
{{- range $setting, $variable := dict "maxDepth" "MAX_DEPTH" "leaseMs" "LEASE_MS" "keepDone" "KEEP_DONE" "keepDoneMs" "KEEP_DONE_MS" "retryBaseMs" "RETRY_BASE_MS" }}
{{ $variable }}: {{ index $.Values.queue $setting | int64 | quote }}
{{- end }}
{{- end }}

{{- define "fleetlab.redisUrl" -}}
{{- with .Values.redis.external }}
{{- if .url }}
{{- .tls | ternary (.url | replace "redis://" "rediss://") .url }}
{{- else -}}
redis://{{ include "fleetlab.fullname" $ }}-redis:6379
{{- end }}
{{- end }}
{{- end }}

{{- /* The Secret of the Redis password as {name, key}, with an empty name where there is none. */}}
{{- define "fleetlab.redisSecret" -}}
{{- $auth := .Values.redis.enabled | ternary .Values.redis.auth .Values.redis.external }}
{{- dict "name" $auth.existingSecret "key" $auth.existingSecretKey | toJson }}
{{- end }}

{{- /* The Secrets that the values name, each with the keys that are read, as JSON: {"fleetlab": ["api-token"]}. */}}
{{- define "fleetlab.secretsNeeded" -}}
{{- $secrets := dict }}
{{- with .Values.auth }}
{{- if .existingSecret }}
{{- $_ := set $secrets .existingSecret (list .existingSecretKey) }}
{{- end }}
{{- end }}
{{- if .Values.services.queue.enabled }}
{{- with include "fleetlab.redisSecret" . | fromJson }}
{{- if .name }}
{{- $_ := set $secrets .name (append (dig .name list $secrets) .key | uniq) }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.monitoring.bundled.grafana }}
{{- if and .enabled .admin.existingSecret }}
{{- $_ := set $secrets .admin.existingSecret (append (dig .admin.existingSecret list $secrets) .admin.existingSecretKey | uniq) }}
{{- end }}
{{- end }}
{{- toJson $secrets }}
{{- end }}
