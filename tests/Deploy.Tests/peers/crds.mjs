// Prints a line for each breach of the schema of a custom resource. Usage: crds.mjs OBJECTS.json FOLDER, which holds GROUP/KIND_VERSION.json.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { entries, nameOf } from './models.mjs';

const ajv = new Ajv({ strict: false, validateFormats: false });
for (const entry of entries(process.argv[2])) {
  const [group, version] = entry.object.apiVersion.split('/');
  const file = path.join(process.argv[3], group, `${entry.object.kind.toLowerCase()}_${version}.json`);
  if (!existsSync(file)) {
    console.log(`${nameOf(entry)}: ${entry.object.apiVersion} has no such kind`);
    continue;
  }
  const validate = ajv.getSchema(file) ?? ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), file).getSchema(file);
  if (!validate(entry.object))
    for (const { instancePath, message, params } of validate.errors) console.log(`${nameOf(entry)}: ${instancePath}: ${message} ${JSON.stringify(params)}`);
}
