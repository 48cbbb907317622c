{{- /* What it is told besides its data sources. It shows dashboards to anybody, and asks nobody outside for anything. */}}
{{- define "fleetlab.grafanaEnv" -}}
GF_SERVER_ROOT_URL: {{ include "fleetlab.grafanaUrl" . | quote }}
GF_SERVER_SERVE_FROM_SUB_PATH: "true"
GF_AUTH_ANONYMOUS_ENABLED: "true"
GF_AUTH_ANONYMOUS_ORG_ROLE: Viewer
GF_USERS_ALLOW_SIGN_UP: "false"
{{- /* A viewer needs Explore to follow an exemplar to its trace; nothing can be saved there. */}}
GF_USERS_VIEWERS_CAN_EDIT: "true"
{{- if not .Values.monitoring.bundled.grafana.admin.existingSecret }}
GF_AUTH_DISABLE_LOGIN_FORM: "true"
GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: "true"
{{- end }}
{{- if .Files.Get "dashboards/compare.json" }}
GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: /etc/grafana/dashboards/compare.json
{{- end }}
GF_LOG_MODE: console
GF_ANALYTICS_REPORTING_ENABLED: "false"
GF_ANALYTICS_CHECK_FOR_UPDATES: "false"
GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false"
GF_PLUGINS_PREINSTALL_DISABLED: "true"
GF_NEWS_NEWS_FEED_ENABLED: "false"
GF_SNAPSHOTS_EXTERNAL_ENABLED: "false"
{{- end }}

{{- /* The first host of the ingress, or whatever address it is asked by: its pages go by the path alone. */}}
{{- define "fleetlab.grafanaUrl" -}}
{{- $host := first (default (list "") .Values.ingress.hosts) }}
{{- if or (not .Values.ingress.enabled) (empty $host) (hasPrefix "*" $host) -}}
%(protocol)s://%(domain)s/grafana/
{{- else -}}
{{ empty .Values.ingress.tls | ternary "http" "https" }}://{{ $host }}/grafana/
{{- end }}
{{- end }}

{{- define "fleetlab.grafanaDatasources" -}}
{{- $name := include "fleetlab.fullname" . }}
{{- $bundled := .Values.monitoring.bundled -}}
apiVersion: 1
prune: true
datasources:
  - name: Prometheus
    uid: prometheus
    type: prometheus
    access: proxy
    url: http://{{ $name }}-prometheus:9090
    isDefault: true
    editable: false
    jsonData:
      httpMethod: POST
      prometheusType: Prometheus
      timeInterval: {{ $bundled.prometheus.interval }}
      {{- if $bundled.traces.enabled }}
      exemplarTraceIdDestinations:
        - name: trace_id
          datasourceUid: traces
      {{- end }}
  {{- if $bundled.traces.enabled }}
  - name: Traces
    uid: traces
    type: jaeger
    access: proxy
    url: http://{{ $name }}-traces:16686/jaeger
    editable: false
    jsonData:
      nodeGraph:
        enabled: true
  {{- end }}
{{- end }}

{{- define "fleetlab.grafanaProviders" -}}
apiVersion: 1
providers:
  - name: fleetlab
    folder: fleetlab
    type: file
    disableDeletion: true
    allowUiUpdates: false
    updateIntervalSeconds: 30
    options:
      path: /etc/grafana/dashboards
{{- end }}

{{- define "fleetlab.grafanaContainer" -}}
envFrom:
  - configMapRef:
      name: {{ include "fleetlab.fullname" . }}-grafana-settings
{{- with .Values.monitoring.bundled.grafana.admin }}
{{- if .existingSecret }}
env:
  - name: GF_SECURITY_ADMIN_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ .existingSecret }}
        key: {{ .existingSecretKey }}
{{- end }}
{{- end }}
ports:
  - name: http
    containerPort: 3000
startupProbe:
  httpGet:
    path: /grafana/api/health
    port: http
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
livenessProbe:
  httpGet:
    path: /grafana/healthz
    port: http
  periodSeconds: 10
  timeoutSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /grafana/api/health
    port: http
  periodSeconds: 5
  timeoutSeconds: 5
volumeMounts:
  - name: datasources
    mountPath: /etc/grafana/provisioning/datasources
    readOnly: true
  - name: providers
    mountPath: /etc/grafana/provisioning/dashboards
    readOnly: true
  - name: dashboards
    mountPath: /etc/grafana/dashboards
    readOnly: true
  - name: data
    mountPath: /var/lib/grafana
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- define "fleetlab.grafanaVolumes" -}}
{{- $name := include "fleetlab.fullname" . }}
{{- range $volume := list "datasources" "providers" }}
- name: {{ $volume }}
  configMap:
    name: {{ $name }}-grafana-provisioning
    items:
      - { key: {{ $volume }}.yaml, path: {{ $volume }}.yaml }
{{- end }}
- name: dashboards
  configMap:
    name: {{ $name }}-grafana-dashboards
- name: data
  emptyDir:
    sizeLimit: 256Mi
{{- end }}
