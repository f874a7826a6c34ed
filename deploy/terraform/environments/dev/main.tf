# Development: the smallest sizes, one zone, deployed by every commit. Its pods use PostgreSQL, Valkey and Kafka of their own by default.
module "platform" {
  source = "../../modules/platform"

  environment        = "dev"
  location           = var.location
  name_suffix        = var.name_suffix
  platform_group     = var.platform_group
  pipeline_object_id = var.pipeline_object_id
  shared             = var.shared
  state_account      = var.state_account

  zones          = ["1"]
  retention_days = 7

  kubernetes = {
    version  = "1.35"
    sku_tier = "Free"
    private  = false

    # 2 to 4 regular nodes, all of which the shop needs: the system pool has no taint.
    pools = {
      system = { vm_size = "Standard_B2s", min = 2, max = 2, critical_addons_only = false }
      user   = { vm_size = "Standard_B2s", min = 0, max = 2 }
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

  postgres = { sku_name = "B_Standard_B1ms", storage_mb = 32768, high_availability = false, geo_redundant = false }

  redis = {
    managed = { sku_name = "Balanced_B0", high_availability = false }
    cache   = { sku_name = "Basic", family = "C", capacity = 0 }
  }

  # The tier Basic has no Kafka endpoint.
  event_hubs = { sku = "Standard", throughput_units = 1, partitions = 3, capture = false }

  secrets = { soft_delete_days = 7 }
  storage = { replication_type = "LRS", backup_replication_type = "LRS" }

  # The backends in the cluster are enough.
  application_insights = false

  # Envoy Gateway, an add-on of dev, has a public load balancer.
  entrance = { host = "dev.otel-demo.example.com", containers = false }

  budget = { monthly_amount = 385, contact_emails = var.alert_emails }
}
