// Prints a line for each query that is not KQL. Usage: kql.cjs QUERIES.json
const { readFileSync } = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

// The package is written for browsers: its scripts define global names.
const folder = path.join(__dirname, 'node_modules', '@kusto', 'language-service-next');
for (const script of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) vm.runInThisContext(readFileSync(path.join(folder, script), 'utf8'));

const { KustoCode } = globalThis.Kusto.Language;
for (const query of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const diagnostics = KustoCode.Parse(query).GetDiagnostics();
  for (let index = 0; index < diagnostics.Count; index++) console.log(`${query}: ${diagnostics.getItem(index).Message}`);
}
