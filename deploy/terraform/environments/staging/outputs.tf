# The names in capitals are those of azd.
output "AZURE_RESOURCE_GROUP" {
  value = module.platform.resource_group_name
}

output "AZURE_LOCATION" {
  value = module.platform.location
}

output "AZURE_TENANT_ID" {
  value = module.platform.tenant_id
}

output "AZURE_AKS_CLUSTER_NAME" {
  value = module.platform.cluster_name
}

output "AZURE_CONTAINER_REGISTRY_ENDPOINT" {
  value = module.platform.registry_endpoint
}

output "AZURE_KEY_VAULT_ENDPOINT" {
  value = module.platform.key_vault_endpoint
}

output "SHOP_URL" {
  value = module.platform.shop_url
}

output "MONTHLY_BUDGET" {
  value = module.platform.monthly_budget
}

output "POSTGRES_HOST" {
  value = module.platform.postgres_host
}

output "BACKUP_STORAGE_ACCOUNT" {
  value = module.platform.backup_account
}

output "cluster_identities" {
  value = module.platform.cluster_identities
}

output "application_insights" {
  value     = module.platform.application_insights
  sensitive = true
}

output "helm_values" {
  value = module.platform.helm_values
}
