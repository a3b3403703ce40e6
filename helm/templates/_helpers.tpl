{{- define "workrail.labels" -}}
app.kubernetes.io/name: workrail-auto
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "workrail.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "workrail.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 10001
capabilities:
  drop: [ALL]
{{- end }}

{{- define "workrail.databaseEnv" -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ required "database.url: set the JDBC address of PostgreSQL" .root.Values.database.url | quote }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: username }
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: password }
{{- end }}

{{- define "workrail.kafkaEnv" -}}
- name: WORKRAIL_KAFKA_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers: set the host:port of the Kafka cluster" .Values.kafka.bootstrapServers | quote }}
- name: WORKRAIL_KAFKA_WIDE_PARTITIONS
  value: {{ .Values.kafka.partitions | quote }}
- name: WORKRAIL_KAFKA_REPLICATION_FACTOR
  value: {{ .Values.kafka.replicationFactor | quote }}
{{- if .Values.kafka.clientSecret }}
- name: WORKRAIL_KAFKA_PROPERTIES_FILE
  value: /etc/workrail/kafka/client.properties
{{- end }}
{{- end }}
