{{/* Repository and, when there is one, tag of an image of the shop. */}}
{{- define "otelshop.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end }}{{ .name }}{{ with .Values.image.tag }}:{{ . }}{{ end }}
{{- end }}

{{- define "otelshop.flagd.config" -}}
{{- toJson (merge (dict) .Values.flagd.config) }}
{{- end }}

{{- define "otelshop.ad.config" -}}
{{- toJson (merge (dict) .Values.ad.config) }}
{{- end }}

{{- define "otelshop.cart.config" -}}
{{- toJson (merge (dict) .Values.cart.config (index .Values.backing .Values.home).valkeyCart) }}
{{- end }}

{{- define "otelshop.currency.config" -}}
{{- toJson (merge (dict) .Values.currency.config) }}
{{- end }}

{{- define "otelshop.payment.config" -}}
{{- toJson (merge (dict) .Values.payment.config (index .Values.backing .Values.home).postgres) }}
{{- end }}

{{- define "otelshop.product-catalog.config" -}}
{{- toJson (merge (dict) .Values.productCatalog.config (index .Values.backing .Values.home).postgres) }}
{{- end }}

{{- define "otelshop.quote.config" -}}
{{- toJson (merge (dict) .Values.quote.config) }}
{{- end }}

{{- define "otelshop.shipping.config" -}}
{{- toJson (merge (dict) .Values.shipping.config) }}
{{- end }}

{{- define "otelshop.email.config" -}}
{{- toJson (merge (dict) .Values.email.config) }}
{{- end }}

{{- define "otelshop.recommendation.config" -}}
{{- toJson (merge (dict) .Values.recommendation.config (index .Values.backing .Values.home).kafka) }}
{{- end }}

{{- define "otelshop.checkout.config" -}}
{{- toJson (merge (dict) .Values.checkout.config (index .Values.backing .Values.home).postgres (index .Values.backing .Values.home).kafka) }}
{{- end }}

{{- define "otelshop.accounting.config" -}}
{{- toJson (merge (dict) .Values.accounting.config (index .Values.backing .Values.home).kafka (index .Values.backing .Values.home).postgres) }}
{{- end }}

{{- define "otelshop.fraud-detection.config" -}}
{{- toJson (merge (dict) .Values.fraudDetection.config (index .Values.backing .Values.home).kafka (index .Values.backing .Values.home).postgres) }}
{{- end }}

{{- define "otelshop.image-provider.config" -}}
{{- toJson (merge (dict) .Values.imageProvider.config) }}
{{- end }}

{{- define "otelshop.frontend.config" -}}
{{- toJson (merge (dict) .Values.frontend.config (index .Values.backing .Values.home).valkeyCart) }}
{{- end }}

{{- define "otelshop.frontend-proxy.config" -}}
{{- toJson (merge (dict) .Values.frontendProxy.config) }}
{{- end }}

{{- define "otelshop.load-generator.config" -}}
{{- toJson (merge (dict) .Values.loadGenerator.config) }}
{{- end }}

{{- define "otelshop.load-generator-worker.config" -}}
{{- toJson (merge (dict) .Values.loadGeneratorWorker.config) }}
{{- end }}
