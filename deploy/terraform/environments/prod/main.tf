# Production: zones, a standby of the database, a private API server, deployed after an approval and with a change ticket.
module "platform" {
  source = "../../modules/platform"

  environment        = "prod"
  location           = var.location
  name_suffix        = var.name_suffix
  platform_group     = var.platform_group
  pipeline_object_id = var.pipeline_object_id
  shared             = var.shared
  state_account      = var.state_account

  zones          = ["1", "2", "3"]
  retention_days = 35

  kubernetes = {
    version  = "1.35"
    sku_tier = "Standard"
    private  = true

    # 5 to 20 regular nodes
    pools = {
      system = { vm_size = "Standard_D4s_v3", min = 2, max = 2 }
      user   = { vm_size = "Standard_D4s_v3", min = 3, max = 18 }
      spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 10 }
      gpu    = { vm_size = "Standard_NC4as_T4_v3", min = 0, max = 0 }
    }

    autoscaler = {
      scale_down_unneeded              = "10m"
      scale_down_delay_after_add       = "10m"
      scale_down_utilization_threshold = 0.5
      skip_nodes_with_system_pods      = true
    }

    maintenance = { day_of_week = "Sunday", start_time = "01:00", hours = 4 }
  }

  postgres = { sku_name = "GP_Standard_D4s_v3", storage_mb = 131072, high_availability = true, geo_redundant = true }

  redis = {
    managed = { sku_name = "Balanced_B5", high_availability = true, snapshot = "1h" }
    cache   = { sku_name = "Premium", family = "P", capacity = 1, replicas = 1 }
  }

  event_hubs = { sku = "Standard", throughput_units = 4, partitions = 12, capture = true }

  secrets = { soft_delete_days = 90 }
  storage = { replication_type = "GRS", backup_replication_type = "GRS", immutable_days = 30 }

  entrance = {
    host                = "otel-demo.example.com"
    application_gateway = { min = 2, max = 10 }
    front_door          = {}
  }

  hub = { address_space = "10.16.0.0/22" }

  budget = { monthly_amount = 5000, contact_emails = var.alert_emails }
}
