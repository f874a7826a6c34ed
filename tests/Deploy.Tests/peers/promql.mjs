// Prints a line for each query with a syntax error. Usage: promql.mjs QUERIES.json
import { parser } from '@prometheus-io/lezer-promql';
import { entries } from './models.mjs';

for (const query of entries(process.argv[2])) {
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) console.log(`${query.replaceAll('\n', ' ')}: syntax error at ${node.from}`);
    },
  });
}
