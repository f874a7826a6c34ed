// Prints the Kubernetes objects of YAML on standard input as a JSON array.
import { readFileSync } from 'node:fs';
import * as yaml from 'js-yaml';

console.log(JSON.stringify(yaml.loadAll(readFileSync(0, 'utf8')).filter(item => item)));
