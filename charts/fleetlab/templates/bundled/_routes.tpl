{{- /* What of the bundled monitoring people look at, as JSON: {"routes": [{path, name, port, portName}]}. */}}
{{- define "fleetlab.bundledRoutes" -}}
{{- $routes := list }}
{{- with .Values.monitoring.bundled }}
{{- if .grafana.enabled }}
{{- $routes = append $routes (dict "path" "/grafana" "name" "grafana" "port" 3000 "portName" "http") }}
{{- end }}
{{- if .traces.enabled }}
{{- $routes = append $routes (dict "path" "/jaeger" "name" "traces" "port" 16686 "portName" "query") }}
{{- end }}
{{- end }}
{{- toJson (dict "routes" $routes) }}
{{- end }}
