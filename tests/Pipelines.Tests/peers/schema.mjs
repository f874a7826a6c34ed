// Checks documents against a JSON Schema: node schema.mjs SCHEMA, with the documents by name as one JSON object on standard input. Prints findings.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';

const schema = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const ajv = new (schema.$schema?.includes('2019') ? Ajv2019.default ?? Ajv2019 : Ajv.default ?? Ajv)({ strict: false, unicodeRegExp: false, validateFormats: false });
// Extensions of azd have schemas at addresses of their own; what they describe is not in use here.
for (const [, reference] of JSON.stringify(schema).matchAll(/"\$ref":"(https:[^"#]+)/g)) if (!ajv.getSchema(reference)) ajv.addSchema({}, reference);
const validate = ajv.compile(schema);
for (const [name, document] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  if (validate(document)) continue;
  // Of the alternatives that were tried, the one that got furthest tells what is wrong.
  const depth = error => error.instancePath.split('/').length;
  const deepest = Math.max(...validate.errors.map(depth));
  for (const error of validate.errors.filter(error => depth(error) === deepest).slice(0, 3))
    console.log(`${name}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
}
