resource "azurerm_consumption_budget_resource_group" "this" {
  name              = "${var.name}-budget"
  resource_group_id = var.resource_group_id
  amount            = var.monthly_amount
  time_grain        = "Monthly"

  time_period {
    start_date = formatdate("YYYY-MM-01'T'00:00:00'Z'", plantimestamp())
  }

  dynamic "notification" {
    for_each = {
      half     = { threshold = 50, type = "Actual" }
      most     = { threshold = 80, type = "Actual" }
      spent    = { threshold = 100, type = "Actual" }
      forecast = { threshold = 100, type = "Forecasted" }
    }

    content {
      operator       = "GreaterThanOrEqualTo"
      threshold      = notification.value.threshold
      threshold_type = notification.value.type
      contact_emails = var.contact_emails
      contact_roles  = ["Owner"]
    }
  }

  lifecycle {
    # A budget begins in the month in which it is made; another month would replace it.
    ignore_changes = [time_period]
  }
}
