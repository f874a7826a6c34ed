# Replace with your group: az ad group show --group otel-demo-platform --query id
platform_group = {
  object_id = "00000000-0000-0000-0000-000000000000"
  name      = "otel-demo-platform"
}

alert_emails = ["platform@example.com"]
