{{- /* Takes {root, name, component}: what asks KEDA to scale a component by what waits for it. */}}
{{- define "fleetlab.scaledObject" -}}
{{- $autoscaling := .component.values.autoscaling -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "fleetlab.metadata" . | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "fleetlab.fullname" .root }}-{{ .name }}
  minReplicaCount: {{ $autoscaling.minReplicas }}
  maxReplicaCount: {{ $autoscaling.maxReplicas }}
  pollingInterval: {{ $autoscaling.keda.pollingSeconds }}
  {{- with $autoscaling.behavior }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        {{- toYaml . | nindent 8 }}
  {{- end }}
  triggers:
    - type: prometheus
      metadata:
        serverAddress: {{ include "fleetlab.kedaPrometheus" . }}
        query: {{ include "fleetlab.waitingQuery" . }}
        threshold: {{ $autoscaling.keda.waiting | quote }}
{{- end }}

{{- define "fleetlab.kedaPrometheus" -}}
{{- with .component.values.autoscaling.keda.prometheusUrl -}}
{{ . }}
{{- else -}}
{{- if not .root.Values.monitoring.bundled.prometheus.enabled }}
{{- fail (printf "%[1]s.autoscaling.keda needs a Prometheus: set %[1]s.autoscaling.keda.prometheusUrl, or monitoring.bundled.prometheus.enabled to true" .component.path) }}
{{- end -}}
http://{{ include "fleetlab.fullname" .root }}-prometheus.{{ .root.Release.Namespace }}.svc:9090
{{- end }}
{{- end }}

{{- /*
In all pods. Every replica of the queue's API says the same of its jobs: one of them counts. What waits is asked for, and not
what is under way: pods that keep up are left alone, and go when nothing has waited for as long as behavior.scaleDown says.
*/}}
{{- define "fleetlab.waitingQuery" -}}
{{- $labels := printf `namespace="%s",release="%s"` .root.Release.Namespace .root.Release.Name }}
{{- if eq (default "" .component.waits) "runs" -}}
sum(fleetlab_run_waiting{ {{- $labels }},component="{{ .name -}} "})
{{- else if eq (default "" .component.waits) "jobs" -}}
sum(max by (queue) (fleetlab_queue_jobs{ {{- $labels }},state="waiting"}))
{{- else }}
{{- fail (printf "%[1]s.autoscaling.keda: nothing that is counted waits for its pods; leave it out, and scale by CPU" .component.path) }}
{{- end }}
{{- end }}

{{- /* Not empty where KEDA scales any component. */}}
{{- define "fleetlab.isScaledByWaiting" -}}
{{- range include "fleetlab.components" . | fromJson }}
{{- with .values.autoscaling }}
{{- if and .enabled (dig "keda" "enabled" false .) }}true{{ end }}
{{- end }}
{{- end }}
{{- end }}
