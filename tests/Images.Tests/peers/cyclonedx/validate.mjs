// Prints the findings of CycloneDX's own JSON schema as JSON, or null: node validate.mjs FILE...
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
for (const file of process.argv.slice(2)) {
  const findings = await validator.validate(readFileSync(file, "utf8"));
  console.log(JSON.stringify(findings, (key, value) => (key === "schema" || key === "parentSchema" ? undefined : value)));
}
