{{- define "fleetlab.tracesConfig" -}}
service:
  extensions: [jaeger_storage, jaeger_query, healthcheckv2]
  pipelines:
    traces:
      receivers: [otlp]
      processors: [batch]
      exporters: [jaeger_storage_exporter]
  telemetry:
    resource:
      service.name: jaeger
    metrics:
      level: none
    logs:
      level: warn
extensions:
  healthcheckv2:
    use_v2: true
    http:
      endpoint: 0.0.0.0:13133
  jaeger_query:
    base_path: /jaeger
    storage:
      traces: memory
    http:
      endpoint: 0.0.0.0:16686
    {{- /* Nobody asks by gRPC. */}}
    grpc:
      endpoint: 127.0.0.1:16685
  jaeger_storage:
    backends:
      memory:
        memory:
          max_traces: {{ int64 .Values.monitoring.bundled.traces.maxTraces }}
receivers:
  otlp:
    protocols:
      http:
        endpoint: 0.0.0.0:4318
processors:
  batch: {}
exporters:
  jaeger_storage_exporter:
    trace_storage: memory
{{- end }}

{{- define "fleetlab.tracesContainer" -}}
args: [--config=/etc/jaeger/config.yaml]
env:
  {{- /* Of itself it would trace too, and send that nowhere. */}}
  - name: OTEL_TRACES_SAMPLER
    value: always_off
ports:
  - name: otlp
    containerPort: 4318
  - name: query
    containerPort: 16686
  - name: health
    containerPort: 13133
startupProbe:
  httpGet:
    path: /status
    port: health
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /status
    port: health
  periodSeconds: 10
  timeoutSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /jaeger/
    port: query
  periodSeconds: 5
  timeoutSeconds: 5
volumeMounts:
  - name: config
    mountPath: /etc/jaeger
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end }}
