// Checks entities with Backstage's own validators: node catalog.mjs, with the entities as a JSON array on standard input. Prints findings.
import { readFileSync } from 'node:fs';
import * as backstage from '@backstage/catalog-model';

const fields = new backstage.FieldFormatEntityPolicy();
const kinds = { API: 'api', Component: 'component', Group: 'group', Location: 'location', Resource: 'resource', System: 'system' };
for (const entity of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    await fields.enforce(entity);
    if (!(await backstage[`${kinds[entity.kind]}EntityV1alpha1Validator`].check(entity))) console.log(`${entity.kind} ${entity.metadata.name}: unknown kind or version`);
  } catch (error) {
    console.log(`${entity.kind} ${entity.metadata?.name}: ${error.message}`);
  }
}
