# Staging: production's configuration in smaller sizes, deployed after an approval.
module "platform" {
  source = "../../modules/platform"

  environment        = "staging"
  location           = var.location
  name_suffix        = var.name_suffix
  platform_group     = var.platform_group
  pipeline_object_id = var.pipeline_object_id
  shared             = var.shared
  state_account      = var.state_account

  zones          = ["1", "2", "3"]
  retention_days = 14

  kubernetes = {
    version  = "1.35"
    sku_tier = "Standard"
    private  = false

    # 3 to 8 regular nodes
    pools = {
      system = { vm_size = "Standard_D2s_v3", min = 2, max = 2 }
      user   = { vm_size = "Standard_D2s_v3", min = 1, max = 6 }
      spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 10 }
      gpu    = { vm_size = "Standard_NC4as_T4_v3", min = 0, max = 0 }
    }

    autoscaler = {
      scale_down_unneeded              = "2m"
      scale_down_delay_after_add       = "2m"
      scale_down_utilization_threshold = 0.7
      skip_nodes_with_system_pods      = false
    }

    maintenance = { day_of_week = "Saturday", start_time = "01:00", hours = 4 }
  }

  postgres = { sku_name = "GP_Standard_D2s_v3", storage_mb = 65536, high_availability = false, geo_redundant = false }

  redis = {
    managed = { sku_name = "Balanced_B1", high_availability = true }
    cache   = { sku_name = "Standard", family = "C", capacity = 1 }
  }

  event_hubs = { sku = "Standard", throughput_units = 2, partitions = 12, capture = false }

  secrets = { soft_delete_days = 7 }
  storage = { replication_type = "LRS", backup_replication_type = "LRS" }

  entrance = {
    host                = "staging.otel-demo.example.com"
    application_gateway = { min = 1, max = 2 }
  }

  budget = { monthly_amount = 1500, contact_emails = var.alert_emails }
}
