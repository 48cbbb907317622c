{{- /* Takes {root, name, labels}: the component's name, or none for what belongs to the whole fleet. Nobody's label replaces one of these. */}}
{{- define "fleetlab.labels" -}}
{{- $labels := include "fleetlab.podLabels" . | fromYaml }}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") }}
{{- $_ := set $labels "app.kubernetes.io/managed-by" .root.Release.Service }}
{{- toYaml (merge $labels (default dict .labels) .root.Values.commonLabels) }}
{{- end }}

{{- /* Without the chart's version: a chart that renders the same pods must not roll them. */}}
{{- define "fleetlab.podLabels" -}}
{{ include "fleetlab.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: fleetlab
{{- end }}

{{- define "fleetlab.selectorLabels" -}}
app.kubernetes.io/name: {{ include "fleetlab.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- with .name }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{- /* Takes {root, name, suffix, labels, annotations}: the metadata of an object, without its indentation. */}}
{{- define "fleetlab.metadata" -}}
name: {{ compact (list (include "fleetlab.fullname" .root) .name .suffix) | join "-" | quote }}
namespace: {{ .root.Release.Namespace | quote }}
labels:
  {{- include "fleetlab.labels" . | nindent 2 }}
{{- with merge (dict) (default dict .annotations) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
