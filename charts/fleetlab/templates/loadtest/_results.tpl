{{- define "fleetlab.resultsVolume" -}}
{{- with .Values.loadtest.experiment.results.persistence }}
{{- if .enabled -}}
persistentVolumeClaim:
  claimName: {{ default (printf "%s-results" (include "fleetlab.fullname" $)) .existingClaim }}
{{- else -}}
emptyDir:
  sizeLimit: {{ .size }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Read-only, and by nobody in the cluster: people come by port-forward. */}}
{{- define "fleetlab.resultsContainer" -}}
args: [loadtest/runner/bin/fleetlab.js, serve, --results, /results, --host, 0.0.0.0, --port, "8080"]
ports:
  - name: http
    containerPort: 8080
startupProbe:
  tcpSocket:
    port: http
  {{- toYaml .Values.startupProbe | nindent 2 }}
livenessProbe:
  tcpSocket:
    port: http
  {{- toYaml .Values.livenessProbe | nindent 2 }}
readinessProbe:
  httpGet:
    path: /livez
    port: http
  {{- toYaml .Values.readinessProbe | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  - name: results
    mountPath: /results
    readOnly: true
{{- end }}
