{{- /* Takes {root, test, models}: a pod that runs files/test-<test>.mjs against the Services. */}}
{{- define "fleetlab.test" -}}
{{- $hook := dict "helm.sh/hook" "test" "helm.sh/hook-delete-policy" "before-hook-creation,hook-succeeded" }}
{{- $settings := dict "labels" .root.Values.podLabels "annotations" (merge $hook .root.Values.podAnnotations) }}
apiVersion: v1
kind: Pod
metadata:
  {{- include "fleetlab.metadata" (merge (dict "root" .root "name" "test" "suffix" .test) $settings) | nindent 2 }}
spec:
  restartPolicy: Never
  {{- include "fleetlab.podSettings" .root | nindent 2 }}
  terminationGracePeriodSeconds: 1
  activeDeadlineSeconds: 180
  securityContext:
    {{- toYaml .root.Values.podSecurityContext | nindent 4 }}
  {{- with include "fleetlab.placement" (dict "root" .root "component" (dict "values" dict)) }}
  {{- . | trim | nindent 2 }}
  {{- end }}
  containers:
    - name: {{ .test }}
      {{- include "fleetlab.image" .root | nindent 6 }}
      args:
        - --input-type=module
        - --eval
        - |
          {{- .root.Files.Get (printf "files/test-%s.mjs" .test) | nindent 10 }}
      env:
        - name: BASE_URL
          value: http://{{ include "fleetlab.fullname" .root }}
        - name: MODELS
          value: {{ join "," .models }}
        {{- with include "fleetlab.tokenEnv" .root }}
        {{- . | nindent 8 }}
        {{- end }}
      resources:
        {{- toYaml .root.Values.tests.resources | nindent 8 }}
      securityContext:
        {{- toYaml .root.Values.securityContext | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ .root.Values.tmpSizeLimit }}
{{- end }}
