// Prints pipelines as JSON: node pipelines.mjs github|azure FILE... Expressions that repeat or choose parts of an Azure pipeline are carried out, a choice as taken.
import { readFileSync } from 'node:fs';
import * as yaml from 'js-yaml';

const [system, ...files] = process.argv.slice(2);
// Azure's schema wants text everywhere but in the inputs of tasks.
const options = system === 'azure' ? { schema: yaml.FAILSAFE_SCHEMA } : {};
console.log(JSON.stringify(files.map(file => expand(yaml.load(readFileSync(file, 'utf8'), options), {}))));

function expand(node, names) {
  if (typeof node === 'string') return Object.entries(names).reduce((text, [name, value]) => text.replaceAll(`\${{ ${name} }}`, value), node);
  if (Array.isArray(node)) return node.flatMap(item => expandItem(item, names));
  if (node === null || typeof node !== 'object') return node;
  const result = {};
  for (const [key, value] of Object.entries(node))
    if (/^\$\{\{ if .* }}$/.test(key)) Object.assign(result, expand(value, names));
    else if (key !== '${{ else }}') result[expand(key, names)] = key === 'inputs' ? inputs(expand(value, names)) : expand(value, names);
  return result;
}

function expandItem(item, names) {
  const [key] = item && typeof item === 'object' ? Object.keys(item) : [];
  const each = /^\$\{\{ each (\w+) in split\('([^']+)', ','\) }}$/.exec(key ?? '');
  if (each) return each[2].split(',').flatMap(value => expand(item[key], { ...names, [each[1]]: value }));
  if (/^\$\{\{ if .* }}$/.test(key ?? '')) return expand(item[key], names);
  return [expand(item, names)];
}

function inputs(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === 'true' ? true : value === 'false' ? false : value]));
}
