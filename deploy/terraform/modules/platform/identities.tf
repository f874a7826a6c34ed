locals {
  # Services that use a managed service, by the name of their service account. Their PostgreSQL roles are made by
  # eng/azure/create-roles.sh: Terraform cannot speak SQL.
  services = {
    accounting      = { database = "accounting", redis = false, event_hubs = ["receive", "send"] }
    cart            = { database = null, redis = true, event_hubs = [] }
    checkout        = { database = "checkout", redis = false, event_hubs = ["receive", "send"] }
    fraud-detection = { database = "fraud", redis = false, event_hubs = ["receive", "send"] }
    frontend        = { database = null, redis = true, event_hubs = [] }
    payment         = { database = "payment", redis = false, event_hubs = [] }
    product-catalog = { database = "catalog", redis = false, event_hubs = [] }
    recommendation  = { database = null, redis = false, event_hubs = ["receive"] }
  }

  # Services for which the Secrets Store CSI driver reads a secret, with the identity of each.
  secret_readers = var.secrets.csi ? { flagd = "browser-token" } : {}

  service_accounts = merge(
    { for service in concat(keys(local.services), keys(local.secret_readers)) : service => { namespace = local.namespace, name = service } },
    {
      # The secret store of the chart, the ALB controller and the backup of cluster objects.
      azure-key-vault = { namespace = local.namespace, name = "azure-key-vault" }
      alb-controller  = { namespace = "azure-alb-system", name = "alb-controller-sa" }
      velero          = { namespace = "velero", name = "velero" }
    },
  )
}

module "identities" {
  source = "../identities"

  name             = local.name
  resource_group   = azurerm_resource_group.this
  tags             = local.tags
  issuer           = module.aks.oidc_issuer_url
  service_accounts = local.service_accounts
}

resource "azurerm_role_assignment" "secrets" {
  for_each = {
    environment = module.key_vault.id
    # The certificate of the entrance, which the cluster needs as the Secret otelshop-tls.
    certificate = local.certificate_scope
  }

  scope                = each.value
  role_definition_name = "Key Vault Secrets User"
  principal_id         = module.identities.principal_ids["azure-key-vault"]
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "secret_readers" {
  for_each = local.secret_readers

  scope                = "${module.key_vault.id}/secrets/${each.value}"
  role_definition_name = "Key Vault Secrets User"
  principal_id         = module.identities.principal_ids[each.key]
  principal_type       = "ServicePrincipal"

  # A role can be granted on a secret that exists.
  depends_on = [module.key_vault]
}
