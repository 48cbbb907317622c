{{- /* On the admin port, which a thread of its own answers: a service whose work holds its process must not be killed for it. */}}
{{- define "fleetlab.probes" -}}
startupProbe:
  httpGet:
    path: /livez
    port: admin
  {{- toYaml .Values.startupProbe | nindent 2 }}
livenessProbe:
  httpGet:
    path: /livez
    port: admin
  {{- toYaml .Values.livenessProbe | nindent 2 }}
readinessProbe:
  httpGet:
    path: /readyz
    port: admin
  {{- toYaml .Values.readinessProbe | nindent 2 }}
{{- end }}

{{- /* New connections still come until every balancer has noticed; only then does the process get its SIGTERM. */}}
{{- define "fleetlab.preStop" -}}
{{- with .Values.drain.preStopSeconds -}}
lifecycle:
  preStop:
    sleep:
      seconds: {{ . }}
{{- end }}
{{- end }}

{{- /* The pause, the drain, and as much again as a process needs to end. */}}
{{- define "fleetlab.terminationGracePeriodSeconds" -}}
{{- add .Values.drain.preStopSeconds .Values.drain.graceSeconds 10 }}
{{- end }}
