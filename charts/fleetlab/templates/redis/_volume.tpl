{{- /* Takes {root, name}. Refuses, before anything is applied, what Kubernetes would refuse in the middle of it. */}}
{{- define "fleetlab.keepRedisVolume" -}}
{{- $wanted := .root.Values.redis.persistence }}
{{- $name := printf "%s-%s" (include "fleetlab.fullname" .root) .name }}
{{- with lookup "apps/v1" "StatefulSet" .root.Release.Namespace $name }}
{{- $size := "none" }}
{{- with .spec.volumeClaimTemplates }}
{{- $size = (first .).spec.resources.requests.storage }}
{{- end }}
{{- $wantedSize := $wanted.enabled | ternary $wanted.size "none" }}
{{- if ne $size $wantedSize }}
{{- fail (printf "redis.persistence: the volume of %s is %s and cannot become %s. Keep it (--set redis.persistence.%s), or delete the StatefulSet with --cascade=orphan first." $name $size $wantedSize (eq $size "none" | ternary "enabled=false" (printf "size=%s" $size))) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Takes {root, name}. The volume outlives the release: the jobs in it were accepted. */}}
{{- define "fleetlab.redisVolume" -}}
{{- with .root.Values.redis.persistence }}
{{- if .enabled -}}
persistentVolumeClaimRetentionPolicy:
  whenDeleted: Retain
  whenScaled: Retain
volumeClaimTemplates:
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: data
      labels:
        {{- include "fleetlab.selectorLabels" $ | nindent 8 }}
      {{- with .annotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      accessModes:
        {{- toYaml .accessModes | nindent 8 }}
      {{- with .storageClass }}
      storageClassName: {{ . | quote }}
      {{- end }}
      resources:
        requests:
          storage: {{ .size }}
{{- end }}
{{- end }}
{{- end }}
