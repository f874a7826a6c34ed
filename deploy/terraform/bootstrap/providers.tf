# The state of this configuration stays beside it: it makes the account that holds all others.
terraform {
  required_version = ">= 1.9"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.73.0"
    }
  }
}

provider "azurerm" {
  storage_use_azuread = true

  features {
    storage {
      data_plane_available = false
    }
  }
}
