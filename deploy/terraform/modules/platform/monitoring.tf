# Traces, metrics and logs that the collectors of the cluster send. They are kept in the shared workspace, for as long as its logs.
resource "azurerm_application_insights" "this" {
  count = var.application_insights ? 1 : 0

  name                = local.name
  resource_group_name = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  workspace_id        = data.azurerm_log_analytics_workspace.shared.id
  application_type    = "web"

  # The collector has sampled already.
  sampling_percentage  = 100
  daily_data_cap_in_gb = 5
  tags                 = local.tags
}
