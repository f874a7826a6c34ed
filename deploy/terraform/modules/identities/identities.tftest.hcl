mock_provider "azurerm" {}

variables {
  name           = "otel-demo-test"
  resource_group = { name = "otel-demo-test-rg", location = "westeurope" }
  tags           = { Project = "otel-demo" }
  issuer         = "https://westeurope.oic.prod-aks.azure.com/t/i/"

  service_accounts = {
    payment = { namespace = "otel-demo-test", name = "payment" }
    velero  = { namespace = "velero", name = "velero" }
  }
}

run "a_credential_trusts_one_service_account" {
  command = plan

  assert {
    condition = { for workload, credential in azurerm_federated_identity_credential.this : workload => credential.subject } == {
      payment = "system:serviceaccount:otel-demo-test:payment"
      velero  = "system:serviceaccount:velero:velero"
    }
    error_message = "A credential trusts another service account."
  }

  assert {
    condition     = azurerm_user_assigned_identity.this["payment"].name == "otel-demo-test-payment"
    error_message = "The PostgreSQL role of the service has another name."
  }
}

run "a_namespace_that_kubernetes_refuses_is_refused" {
  command = plan

  variables {
    service_accounts = { payment = { namespace = "Otel_Demo", name = "payment" } }
  }

  expect_failures = [var.service_accounts]
}
