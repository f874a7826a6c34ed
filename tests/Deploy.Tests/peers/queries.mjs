// Prints a line for each query with a syntax error. Usage: queries.mjs QUERIES.json, a list of { language, text }
import { parser as logQl } from '@grafana/lezer-logql';
import { parser as traceQl } from '@grafana/lezer-traceql';
import { parser as promQl } from '@prometheus-io/lezer-promql';
import { entries } from './models.mjs';

const parsers = { PromQl: promQl, LogQl: logQl, TraceQl: traceQl };

for (const { language, text } of entries(process.argv[2])) {
  parsers[language].parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) console.log(`${text.replaceAll('\n', ' ')}: syntax error of ${language} at ${node.from}`);
    },
  });
}
