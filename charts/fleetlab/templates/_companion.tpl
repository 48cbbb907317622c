{{- /*
Takes {root, name, values, annotations, container, volumes, serviceAccount, strategy}: a Deployment of one pod beside the fleet, which watches it or puts load on it.
`container` and `volumes` are what only this one has, as text. A service account is given where the pod needs its token.
*/}}
{{- define "fleetlab.companionDeployment" -}}
{{- $values := .values }}
{{- $of := dict "root" .root "name" .name "component" (dict "values" .values) }}
{{- $settings := include "fleetlab.podSettings" .root | fromYaml }}
{{- with .serviceAccount }}
{{- $_ := set $settings "serviceAccountName" . }}
{{- $_ := set $settings "automountServiceAccountToken" true }}
{{- end }}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "fleetlab.metadata" $of | nindent 2 }}
spec:
  replicas: 1
  revisionHistoryLimit: {{ .root.Values.revisionHistoryLimit }}
  strategy:
    {{- toYaml (default .root.Values.updateStrategy .strategy) | nindent 4 }}
  selector:
    matchLabels:
      {{- include "fleetlab.selectorLabels" $of | nindent 6 }}
  template:
    metadata:
      labels:
        {{- $labels := include "fleetlab.podLabels" $of | fromYaml }}
        {{- toYaml (merge $labels .root.Values.podLabels .root.Values.commonLabels) | nindent 8 }}
      {{- with merge (dict) .root.Values.podAnnotations (default dict .annotations) }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      {{- toYaml $settings | nindent 6 }}
      terminationGracePeriodSeconds: 10
      securityContext:
        {{- toYaml (default .root.Values.podSecurityContext $values.podSecurityContext) | nindent 8 }}
      {{- include "fleetlab.scheduling" $of | nindent 6 }}
      containers:
        - name: {{ .name }}
          {{- include "fleetlab.imageOf" (dict "root" .root "image" (default .root.Values.image $values.image)) | nindent 10 }}
          {{- .container | trim | nindent 10 }}
          resources:
            {{- toYaml $values.resources | nindent 12 }}
          securityContext:
            {{- toYaml .root.Values.securityContext | nindent 12 }}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: {{ .root.Values.tmpSizeLimit }}
        {{- with .volumes }}
        {{- . | trim | nindent 8 }}
        {{- end }}
{{- end }}

{{- /* Takes {root, name, ports}: the Service of such a pod, with ports by name. */}}
{{- define "fleetlab.companionService" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "fleetlab.metadata" . | nindent 2 }}
spec:
  type: ClusterIP
  ports:
    {{- range $name, $port := .ports }}
    - name: {{ $name }}
      port: {{ $port }}
      targetPort: {{ $name }}
    {{- end }}
  selector:
    {{- include "fleetlab.selectorLabels" . | nindent 4 }}
{{- end }}
