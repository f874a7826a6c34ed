namespace OtelShop.Terraform.Tests.CheckTests;

/// <summary>A configuration without a fault. Tests change one line of it.</summary>
internal static class Infrastructure
{
    public const string Text = """
        terraform {
          required_providers {
            azurerm = {
              source = "hashicorp/azurerm"
            }
          }
        }

        provider "azurerm" {
          features {}
        }

        data "azurerm_client_config" "current" {}

        resource "azurerm_resource_group" "shop" {
          name     = "shop"
          location = "westeurope"
        }

        resource "azurerm_user_assigned_identity" "cart" {
          name                = "cart"
          location            = azurerm_resource_group.shop.location
          resource_group_name = azurerm_resource_group.shop.name
        }

        resource "azurerm_kubernetes_cluster" "shop" {
          name                = "shop"
          location            = azurerm_resource_group.shop.location
          resource_group_name = azurerm_resource_group.shop.name
          dns_prefix          = "shop"

          default_node_pool {
            name                 = "system"
            vm_size              = "Standard_D2s_v3"
            auto_scaling_enabled = true
            min_count            = 2
            max_count            = 10
            zones                = ["1", "2"]
          }

          identity {
            type         = "UserAssigned"
            identity_ids = [azurerm_user_assigned_identity.cart.id]
          }
        }

        resource "azurerm_key_vault" "shop" {
          name                = "shop"
          location            = azurerm_resource_group.shop.location
          resource_group_name = azurerm_resource_group.shop.name
          tenant_id           = data.azurerm_client_config.current.tenant_id
          sku_name            = "standard"

          network_acls {
            default_action = "Deny"
            bypass         = "AzureServices"
          }
        }

        resource "azurerm_role_assignment" "cart" {
          for_each             = toset(["Key Vault Secrets User"])
          scope                = azurerm_key_vault.shop.id
          role_definition_name = each.key
          principal_id         = azurerm_user_assigned_identity.cart.principal_id
        }

        output "cluster" {
          value = azurerm_kubernetes_cluster.shop.fqdn
        }

        """;

    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return Text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
