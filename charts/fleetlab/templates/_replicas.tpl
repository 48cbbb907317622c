{{- /*
Takes {root, name, component}: how many pods, as a line of the spec; nothing once that is the autoscaler's to say. Until it
has said so for the first time the number that is there stays: Kubernetes would go down to one pod where nobody names any.
*/}}
{{- define "fleetlab.replicas" -}}
{{- $autoscaling := .component.values.autoscaling }}
{{- if not $autoscaling.enabled -}}
replicas: {{ .component.values.replicas }}
{{- else }}
{{- $name := printf "%s-%s" (include "fleetlab.fullname" .root) .name }}
{{- $live := lookup "apps/v1" "Deployment" .root.Release.Namespace $name }}
{{- $isAutoscaled := false }}
{{- range dig "metadata" "managedFields" list $live }}
{{- if eq (dig "subresource" "" .) "scale" }}
{{- $isAutoscaled = true }}
{{- end }}
{{- end }}
{{- if and $live (not $isAutoscaled) -}}
replicas: {{ max $live.spec.replicas $autoscaling.minReplicas }}
{{- end }}
{{- end }}
{{- end }}
