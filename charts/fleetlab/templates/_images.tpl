{{- /* Takes {root, image}. A digest wins over the tag; global.imageRegistry wins over the image's own. */}}
{{- define "fleetlab.imageName" -}}
{{- $registry := default .image.registry .root.Values.global.imageRegistry }}
{{- with $registry }}{{ . }}/{{ end }}{{ .image.repository }}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ default .root.Chart.AppVersion .image.tag }}{{ end }}
{{- end }}

{{- define "fleetlab.image" -}}
image: {{ include "fleetlab.imageName" (dict "root" . "image" .Values.image) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}
