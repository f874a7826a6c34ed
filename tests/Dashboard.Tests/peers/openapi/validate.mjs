// Reads an OpenAPI document and writes what is wrong with it.
import { text } from "node:stream/consumers";
import { Validator } from "@seriousme/openapi-schema-validator";

const document = JSON.parse(await text(process.stdin));
const result = await new Validator().validate(document);
if (!result.valid) {
  process.stdout.write(JSON.stringify(result.errors, null, 2));
  process.exitCode = 1;
}
