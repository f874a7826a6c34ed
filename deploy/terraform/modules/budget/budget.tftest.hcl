mock_provider "azurerm" {}

variables {
  name              = "otel-demo-test"
  resource_group_id = "/subscriptions/s/resourceGroups/r"
  monthly_amount    = 385
  contact_emails    = ["platform@example.com"]
}

run "an_alert_comes_before_the_budget_is_used_up" {
  command = plan

  assert {
    condition     = min([for alert in azurerm_consumption_budget_resource_group.this.notification : alert.threshold]...) == 50
    error_message = "The first alert comes too late."
  }
}

run "the_budget_begins_on_the_first_of_a_month" {
  command = plan

  assert {
    condition     = endswith(azurerm_consumption_budget_resource_group.this.time_period[0].start_date, "-01T00:00:00Z")
    error_message = "Azure refuses the start."
  }
}

run "a_budget_of_nothing_is_refused" {
  command = plan

  variables {
    monthly_amount = 0
  }

  expect_failures = [var.monthly_amount]
}
