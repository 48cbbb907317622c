{{- /* Takes {root, name, component}: the pod of any component but Redis. */}}
{{- define "fleetlab.pod" -}}
{{- $values := .component.values -}}
metadata:
  labels:
    {{- $labels := include "fleetlab.podLabels" . | fromYaml }}
    {{- toYaml (merge $labels (default dict $values.podLabels) .root.Values.podLabels .root.Values.commonLabels) | nindent 4 }}
  annotations:
    {{- $annotations := include "fleetlab.podAnnotations" . | fromYaml }}
    {{- toYaml (merge (dict) (default dict $values.podAnnotations) .root.Values.podAnnotations $annotations) | nindent 4 }}
spec:
  {{- include "fleetlab.podSettings" .root | nindent 2 }}
  terminationGracePeriodSeconds: {{ include "fleetlab.terminationGracePeriodSeconds" .root }}
  securityContext:
    {{- toYaml .root.Values.podSecurityContext | nindent 4 }}
  {{- include "fleetlab.scheduling" . | nindent 2 }}
  {{- with .root.Values.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .name }}
      {{- include "fleetlab.image" .root | nindent 6 }}
      args: [{{ .component.main }}]
      {{- include "fleetlab.env" . | nindent 6 }}
      ports:
        {{- if dig "listens" true .component }}
        - name: http
          containerPort: 8080
        {{- end }}
        - name: admin
          containerPort: 9090
      {{- include "fleetlab.probes" .root | nindent 6 }}
      {{- include "fleetlab.preStop" .root | nindent 6 }}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      securityContext:
        {{- toYaml .root.Values.securityContext | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- with concat .root.Values.extraVolumeMounts (default list $values.extraVolumeMounts) }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .root.Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ .root.Values.tmpSizeLimit }}
    {{- with concat .root.Values.extraVolumes (default list $values.extraVolumes) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{- /* Takes {root, component}: what rolls the pod when its settings change, and what lets it be scraped. */}}
{{- define "fleetlab.podAnnotations" -}}
checksum/settings: {{ include "fleetlab.settings" .root | sha256sum }}
{{- if has "redis" .component.calls }}
checksum/queue: {{ include "fleetlab.queueSettings" .root | sha256sum }}
{{- end }}
{{- /* Never beside a PodMonitor: each pod is one target. */}}
{{- if and .root.Values.monitoring.scrapeAnnotations (not .root.Values.monitoring.serviceMonitor.enabled) }}
prometheus.io/scrape: "true"
prometheus.io/port: "9090"
prometheus.io/path: /metrics
{{- end }}
{{- end }}

{{- /* Takes the root: what every pod of the release has, Redis and the tests too. */}}
{{- define "fleetlab.podSettings" -}}
serviceAccountName: {{ include "fleetlab.serviceAccountName" . | quote }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with concat .Values.global.imagePullSecrets .Values.imagePullSecrets }}
{{ dict "imagePullSecrets" . | toYaml }}
{{- end }}
{{- range $key := list "runtimeClassName" "hostAliases" "dnsPolicy" "dnsConfig" }}
{{- with index $.Values $key }}
{{ dict $key . | toYaml }}
{{- end }}
{{- end }}
{{- end }}
