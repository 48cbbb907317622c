{{- /* Takes {root, image}. A digest wins over the tag; global.imageRegistry wins over the image's own. */}}
{{- define "fleetlab.imageName" -}}
{{- $registry := default .image.registry .root.Values.global.imageRegistry }}
{{- with $registry }}{{ . }}/{{ end }}{{ .image.repository }}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ default .root.Chart.AppVersion .image.tag }}{{ end }}
{{- end }}

{{- define "fleetlab.image" -}}
{{- include "fleetlab.imageOf" (dict "root" . "image" .Values.image) }}
{{- end }}

{{- /* Takes {root, image}: which image a container runs, and when it is pulled. */}}
{{- define "fleetlab.imageOf" -}}
image: {{ include "fleetlab.imageName" . | quote }}
imagePullPolicy: {{ .image.pullPolicy }}
{{- end }}
