{{- /* Nothing that was accepted may be lost, so every write is on disk before it is answered, and nothing is ever evicted. */}}
{{- define "fleetlab.redisConfig" -}}
dir /data
appendonly yes
appendfsync always
save ""
maxmemory {{ .Values.redis.maxMemory }}
maxmemory-policy noeviction
bind * -::*
# Who may connect is the NetworkPolicy's to say, and the password's where there is one.
protected-mode no
{{- with .Values.redis.extraConfig }}
{{ . | trim }}
{{- end }}
{{- end }}
