output "id" {
  description = "Identifier of the cluster."
  value       = azurerm_kubernetes_cluster.this.id
}

output "name" {
  description = "Name of the cluster."
  value       = azurerm_kubernetes_cluster.this.name
}

output "oidc_issuer_url" {
  description = "Issuer of the tokens of service accounts."
  value       = azurerm_kubernetes_cluster.this.oidc_issuer_url
}

output "kubelet_principal_id" {
  description = "Principal that pulls images."
  value       = azurerm_user_assigned_identity.kubelet.principal_id
}

output "node_resource_group_name" {
  description = "Resource group that AKS makes for nodes and addresses."
  value       = azurerm_kubernetes_cluster.this.node_resource_group
}

output "node_resource_group_id" {
  description = "Identifier of the resource group of the nodes, which AKS creates."
  value       = azurerm_kubernetes_cluster.this.node_resource_group_id
}
