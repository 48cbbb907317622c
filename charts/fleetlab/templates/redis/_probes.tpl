{{- /* While it loads its file Redis answers LOADING: it lives, and is not ready. The client's exit code is 0 for any answer. */}}
{{- define "fleetlab.redisProbes" -}}
startupProbe:
  exec:
    command: [redis-cli, ping]
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  exec:
    command: [redis-cli, ping]
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  exec:
    command: [sh, -c, 'test "$(redis-cli ping)" = PONG']
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end }}
