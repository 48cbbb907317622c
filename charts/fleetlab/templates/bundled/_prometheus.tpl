{{- /* Each pod of the release that has the admin port is one target, with the labels that the PodMonitor gives too. */}}
{{- define "fleetlab.prometheusConfig" -}}
global:
  scrape_interval: {{ .Values.monitoring.bundled.prometheus.interval }}
  scrape_timeout: {{ .Values.monitoring.bundled.prometheus.interval }}
  evaluation_interval: {{ .Values.monitoring.bundled.prometheus.interval }}
rule_files: [/etc/prometheus/rules/*.yaml]
scrape_configs:
  - job_name: fleetlab
    kubernetes_sd_configs:
      - role: pod
        namespaces:
          names: [{{ .Release.Namespace | quote }}]
        selectors:
          - role: pod
            label: {{ printf "app.kubernetes.io/name=%s,app.kubernetes.io/instance=%s" (include "fleetlab.name" .) .Release.Name | quote }}
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_container_port_name]
        regex: admin
        action: keep
      - source_labels: [__meta_kubernetes_pod_phase]
        regex: Succeeded|Failed
        action: drop
      {{- range $label, $source := dict "namespace" "namespace" "pod" "pod_name" "job" "pod_label_app_kubernetes_io_name" "release" "pod_label_app_kubernetes_io_instance" "component" "pod_label_app_kubernetes_io_component" }}
      - source_labels: [__meta_kubernetes_{{ $source }}]
        target_label: {{ $label }}
      {{- end }}
{{- end }}

{{- /* It reads changed files by itself: a pod that is replaced would lose its samples. */}}
{{- define "fleetlab.prometheusContainer" -}}
{{- $prometheus := .Values.monitoring.bundled.prometheus -}}
args:
  - --config.file=/etc/prometheus/prometheus.yaml
  - --storage.tsdb.path=/prometheus
  - --storage.tsdb.retention.time={{ $prometheus.retention }}
  - --web.enable-remote-write-receiver
  - --enable-feature=exemplar-storage,auto-reload-config
ports:
  - name: http
    containerPort: 9090
startupProbe:
  httpGet:
    path: /-/ready
    port: http
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /-/healthy
    port: http
  periodSeconds: 10
  timeoutSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /-/ready
    port: http
  periodSeconds: 5
  timeoutSeconds: 5
volumeMounts:
  - name: config
    mountPath: /etc/prometheus
    readOnly: true
  - name: data
    mountPath: /prometheus
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- /* One folder from one ConfigMap: its files change together, and a folder in a read-only folder could not be made. */}}
{{- define "fleetlab.prometheusVolumes" -}}
- name: config
  configMap:
    name: {{ include "fleetlab.fullname" . }}-prometheus
    items:
      - { key: prometheus.yaml, path: prometheus.yaml }
      {{- range $path, $_ := .Files.Glob "rules/*.yaml" }}
      - { key: {{ base $path }}, path: rules/{{ base $path }} }
      {{- end }}
- name: data
  emptyDir:
    sizeLimit: {{ .Values.monitoring.bundled.prometheus.storageSize }}
{{- end }}
