{{- /* Where spans go; empty where nobody wants them. */}}
{{- define "fleetlab.tracingEndpoint" -}}
{{- if .Values.tracing.endpoint }}
{{- .Values.tracing.endpoint }}
{{- else if .Values.monitoring.bundled.traces.enabled -}}
http://{{ include "fleetlab.fullname" . }}-traces:4318
{{- end }}
{{- end }}

{{- /* Takes {root, name}: the variables of OpenTelemetry; none where there is no endpoint. POD_NAME has to stand before them. */}}
{{- define "fleetlab.tracingEnv" -}}
{{- with include "fleetlab.tracingEndpoint" .root }}
- name: NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
- name: OTEL_TRACES_SAMPLER
  value: parentbased_traceidratio
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ $.root.Values.tracing.samplingRatio | quote }}
- name: OTEL_SERVICE_NAME
  value: fleetlab-{{ $.name }}
- name: OTEL_RESOURCE_ATTRIBUTES
  value: {{ printf "service.namespace=%s,k8s.namespace.name=%s,k8s.pod.name=$(POD_NAME),k8s.node.name=$(NODE_NAME)" $.root.Release.Name $.root.Release.Namespace }}
{{- end }}
{{- end }}
