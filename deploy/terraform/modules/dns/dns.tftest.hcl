mock_provider "azurerm" {}

variables {
  zone = { name = "otel-demo.example.com", resource_group = "otel-demo-shared-rg" }
  tags = { Project = "otel-demo" }
}

run "the_zone_itself_and_names_in_it_are_records" {
  command = plan

  variables {
    aliases         = { "@" = "endpoint" }
    canonical_names = { dev = "shop.fz00.alb.azure.com" }
  }

  assert {
    condition     = output.host_names == ["otel-demo.example.com", "dev.otel-demo.example.com"]
    error_message = "A host name is wrong."
  }
}
