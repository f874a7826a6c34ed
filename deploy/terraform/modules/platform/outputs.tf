output "resource_group_name" {
  description = "Resource group of the environment."
  value       = azurerm_resource_group.this.name
}

output "location" {
  description = "Region of the environment."
  value       = var.location
}

output "tenant_id" {
  description = "Entra tenant of the environment."
  value       = data.azurerm_client_config.current.tenant_id
}

output "cluster_name" {
  description = "Name of the cluster."
  value       = module.aks.name
}

output "registry_endpoint" {
  description = "Registry to which images are pushed."
  value       = data.azurerm_container_registry.shared.login_server
}

output "key_vault_endpoint" {
  description = "Vault with the secrets of the environment."
  value       = module.key_vault.uri
}

output "shop_url" {
  description = "Address of the shop."
  value       = "${local.has_gateway ? "https" : "http"}://${var.entrance.host}"
}

output "monthly_budget" {
  description = "Cost of a month above which an alert is sent."
  value       = module.budget.monthly_amount
}

output "postgres_host" {
  description = "Server on which eng/azure/create-roles.sh creates the roles of services."
  value       = module.postgres.host
}

output "backup_account" {
  description = "Storage account to which Velero writes."
  value       = module.backup.storage_account.name
}

output "cluster_identities" {
  description = "What objects beside the chart name: client ids of controllers, the storage account of backups, and the object id of the pipelines."
  value = {
    albController  = module.identities.client_ids["alb-controller"]
    velero         = module.identities.client_ids["velero"]
    backupAccount  = module.backup.storage_account.name
    backupEndpoint = module.backup.storage_account.endpoint
    pipeline       = coalesce(var.pipeline_object_id, "00000000-0000-0000-0000-000000000000")
  }
}

output "application_insights" {
  description = "Connection string for the collectors; empty where they do not send to Azure Monitor."
  value       = join("", azurerm_application_insights.this[*].connection_string)
  sensitive   = true
}

output "helm_values" {
  description = "Values of the chart that this environment decides."
  value = {
    azure = {
      keyVaultUrl      = module.key_vault.uri
      identityClientId = module.identities.client_ids["azure-key-vault"]
      loadBalancerId   = join("", module.agc[*].id)
      firewallPolicyId = join("", module.agc[*].firewall_policy_id)
      dataSubnet       = local.prefixes.data
      gatewaySubnet    = local.prefixes.agc

      # The Secret otelshop-tls is made from it where the Gateway has TLS.
      certificateName     = local.has_gateway ? var.shared.certificate : ""
      certificateVaultUrl = local.certificate_vault_url

      # Keys are the services' names in camel case: fraudDetection.
      identities = {
        for service in keys(local.services) :
        join("", [for index, word in split("-", service) : index == 0 ? word : title(word)]) => module.identities.client_ids[service]
      }
    }

    secrets = {
      provider = var.secrets.csi ? "csi" : "external"
      csi = {
        tenantId   = data.azurerm_client_config.current.tenant_id
        identities = { for service in keys(local.secret_readers) : service => module.identities.client_ids[service] }
      }
    }

    backing = {
      azure = {
        kafka    = { KAFKA_HOST = module.event_hubs.host }
        postgres = { POSTGRES_HOST = module.postgres.host }
        valkeyCart = merge(
          { VALKEY_CART_HOST = module.redis.host },
          var.redis.kind == "cache" ? { VALKEY_CART_PORT = tostring(module.redis.port) } : {},
        )
      }
    }
  }
}
