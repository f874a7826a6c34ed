// Prints each query of a JSON array on standard input that is no PromQL.
import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';

for (const query of JSON.parse(readFileSync(0, 'utf8'))) {
  let wrong = -1;
  parser.parse(query).iterate({ enter: node => { if (node.type.isError && wrong < 0) wrong = node.from; } });
  if (wrong >= 0) console.log(`${query}: wrong at character ${wrong}`);
}
