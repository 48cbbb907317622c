{{- /*
The words for `fleetlab run`, as YAML. Load takes the way of every client, through the ingress: the runner asks the Ingress for its address unless
`url` says it.
*/}}
{{- define "fleetlab.experimentArgs" -}}
{{- $experiment := .Values.loadtest.experiment }}
{{- $where := empty $experiment.url | ternary list (list "--url" $experiment.url) }}
{{- with include "fleetlab.experimentHost" . }}
{{- $where = concat $where (list "--header" (printf "Host: %s" .)) }}
{{- end }}
{{- if .Values.auth.existingSecret }}
{{- $where = concat $where (list "--header" "Authorization: Bearer $(API_TOKEN)") }}
{{- end }}
{{- if eq $experiment.target "kubernetes" }}
{{- $where = concat $where (list "--release" .Release.Name "--generator" $experiment.generator) }}
{{- if eq $experiment.generator "k6" }}
{{- $where = concat $where (list "--k6-image" (include "fleetlab.imageName" (dict "root" . "image" $experiment.k6.image))) }}
{{- end }}
{{- end }}
{{- $what := empty $experiment.file | ternary $experiment.preset "/experiment/experiment.yaml" }}
{{- concat (list "loadtest/runner/bin/fleetlab.js" "run" $what "--results" "/results" "--target" $experiment.target) $where $experiment.args | toYaml }}
{{- end }}

{{- /* A Job's pod cannot be changed: another pod is another Job, which Helm puts in the place of this one. */}}
{{- define "fleetlab.experimentJob" -}}
{{ include "fleetlab.fullname" . }}-experiment-{{ include "fleetlab.experimentPod" . | sha256sum | trunc 8 }}
{{- end }}

{{- /* Of the pod of the Job. It waits until the fleet answers, for Helm starts all at once. */}}
{{- define "fleetlab.experimentPod" -}}
{{- $experiment := .Values.loadtest.experiment }}
{{- $of := dict "root" . "name" "experiment" }}
{{- $settings := include "fleetlab.podSettings" . | fromYaml }}
{{- if eq $experiment.target "kubernetes" }}
{{- $_ := set $settings "serviceAccountName" (printf "%s-experiment" (include "fleetlab.fullname" .)) }}
{{- $_ := set $settings "automountServiceAccountToken" true }}
{{- end }}
metadata:
  labels:
    {{- $labels := include "fleetlab.podLabels" $of | fromYaml }}
    {{- toYaml (merge $labels .Values.podLabels .Values.commonLabels) | nindent 4 }}
  annotations:
    checksum/experiment: {{ $experiment.file | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  restartPolicy: Never
  {{- toYaml $settings | nindent 2 }}
  {{- /* Told to end, it first puts back what it changed. */}}
  terminationGracePeriodSeconds: 180
  securityContext:
    {{- toYaml .Values.podSecurityContext | nindent 4 }}
  {{- include "fleetlab.experimentPlacement" . | nindent 2 }}
  initContainers:
    - name: wait
      {{- include "fleetlab.image" . | nindent 6 }}
      args:
        - --input-type=module
        - --eval
        - |
          {{- .Files.Get "files/wait-for-fleet.mjs" | nindent 10 }}
      env:
        - name: ADDRESSES
          value: {{ include "fleetlab.experimentAddresses" . | quote }}
        {{- with include "fleetlab.experimentHost" . }}
        - name: HOST
          value: {{ . | quote }}
        {{- end }}
      {{- include "fleetlab.experimentContainer" . | nindent 6 }}
  containers:
    - name: experiment
      {{- include "fleetlab.image" . | nindent 6 }}
      args:
        {{- include "fleetlab.experimentArgs" . | nindent 8 }}
      {{- with include "fleetlab.experimentEnv" . | trim }}
      env:
        {{- . | nindent 8 }}
      {{- end }}
      {{- include "fleetlab.experimentContainer" . | nindent 6 }}
        - name: results
          mountPath: /results
        {{- if $experiment.file }}
        - name: experiment
          mountPath: /experiment
          readOnly: true
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ .Values.tmpSizeLimit }}
    - name: results
      {{- include "fleetlab.resultsVolume" . | nindent 6 }}
    {{- if $experiment.file }}
    - name: experiment
      configMap:
        name: {{ include "fleetlab.fullname" . }}-experiment
    {{- end }}
{{- end }}

{{- /* Each trial is told to the Prometheus that is there. */}}
{{- define "fleetlab.experimentEnv" -}}
{{- if .Values.monitoring.bundled.prometheus.enabled }}
- name: FLEETLAB_PUSH_URL
  value: http://{{ include "fleetlab.fullname" . }}-prometheus:9090/api/v1/write
{{- end }}
{{ include "fleetlab.tokenEnv" . }}
{{- end }}

{{- /* What both of its containers have; more volume mounts may follow. */}}
{{- define "fleetlab.experimentContainer" -}}
resources:
  {{- toYaml .Values.loadtest.experiment.resources | nindent 2 }}
securityContext:
  {{- toYaml .Values.securityContext | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- /* What the ingress goes by, where it is asked at `url`; empty where it takes any host. */}}
{{- define "fleetlab.experimentHost" -}}
{{- $host := first (append .Values.ingress.hosts "") }}
{{- if and .Values.loadtest.experiment.url .Values.ingress.enabled (not (hasPrefix "*" $host)) }}
{{- $host }}
{{- end }}
{{- end }}

{{- /* Of each model its Service, which answers once a pod is ready, and then its route where that is known. */}}
{{- define "fleetlab.experimentAddresses" -}}
{{- $addresses := list }}
{{- $url := .Values.loadtest.experiment.url | trimSuffix "/" }}
{{- range (include "fleetlab.models" . | fromJson).names }}
{{- $addresses = append $addresses (printf "http://%s-%s/%s" (include "fleetlab.fullname" $) . .) }}
{{- if $url }}
{{- $addresses = append $addresses (printf "%s/%s" $url .) }}
{{- end }}
{{- end }}
{{- join "," $addresses }}
{{- end }}

{{- /* On the node of what serves the results: most volumes can be on one node only at a time. */}}
{{- define "fleetlab.experimentPlacement" -}}
{{- $values := dict }}
{{- $results := .Values.loadtest.experiment.results }}
{{- if and $results.persistence.enabled $results.serve.enabled }}
{{- $labels := include "fleetlab.selectorLabels" (dict "root" . "name" "results") | fromYaml }}
{{- $term := dict "topologyKey" "kubernetes.io/hostname" "labelSelector" (dict "matchLabels" $labels) }}
{{- $beside := dict "podAffinity" (dict "requiredDuringSchedulingIgnoredDuringExecution" (list $term)) }}
{{- $_ := set $values "affinity" (merge $beside .Values.affinity) }}
{{- end }}
{{- include "fleetlab.placement" (dict "root" . "component" (dict "values" $values)) | trim }}
{{- end }}
