terraform {
  required_version = ">= 1.9"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.73.0"
    }
  }

  backend "azurerm" {
    resource_group_name  = "otel-demo-state-rg"
    storage_account_name = "oteldemostate"
    container_name       = "tfstate"
    key                  = "prod/westeurope.tfstate"
    use_azuread_auth     = true
  }
}

provider "azurerm" {
  storage_use_azuread            = true
  resource_providers_to_register = ["Microsoft.ServiceNetworking"]

  features {
    # Purge protection keeps a deleted vault; the next apply recovers it.
    key_vault {
      purge_soft_delete_on_destroy    = false
      recover_soft_deleted_key_vaults = true
    }

    # Accounts and vaults have no public endpoint to call.
    storage {
      data_plane_available = false
    }

    # Resource Manager can create a secret and cannot delete it; the vault's soft delete can.
    template_deployment {
      delete_nested_items_during_deletion = false
    }
  }
}
