// Finds the model of an object in kubernetes-models and its packages of custom resources.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const modules = path.join(import.meta.dirname, 'node_modules');
const groups = ['argo-cd', 'argo-rollouts', 'external-secrets', 'flux-cd', 'gateway-api', 'istio', 'keda', 'prometheus-operator'];
const packages = ['kubernetes-models', ...groups.map((name) => `@kubernetes-models/${name}`)];

/** Path of the model below node_modules, without extension; undefined when no package knows the kind. */
export const modelOf = ({ apiVersion, kind }) =>
  packages.map((name) => `${name}/${apiVersion}/${kind}`).find((model) => existsSync(path.join(modules, `${model}.js`)));

export const fileOf = (model) => path.join(modules, `${model}.js`);

/** Entries { source, object } of the file that the tests write. */
export const entries = (file) => JSON.parse(readFileSync(file, 'utf8'));

export const nameOf = ({ source, object }) => `${source}: ${object.kind}/${object.metadata?.name}`;
