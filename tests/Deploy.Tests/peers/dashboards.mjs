// Prints a line for each field of a dashboard that Grafana's schema refuses. Usage: dashboards.mjs DASHBOARDS.json
import path from 'node:path';
import ts from 'typescript';
import { entries } from './models.mjs';

const schema = './node_modules/@grafana/schema/dist/types/raw';
const plugins = { timeseries: 'timeseries', stat: 'stat', bargauge: 'bargauge', table: 'table', logs: 'logs', nodeGraph: 'nodegraph' };
const dashboards = entries(process.argv[2]);

const header = `
import type * as g from '${schema}/dashboard/x/types.gen.js';
import type { FieldConfig as Lines } from '${schema}/composable/timeseries/panelcfg/x/types.gen.js';
${Object.entries(plugins).map(([type, folder]) => `import type { Options as ${type} } from '${schema}/composable/${folder}/panelcfg/x/types.gen.js';`).join('\n')}
type Defaults<C> = Omit<g.FieldConfig, 'custom' | 'links'> & { custom?: Partial<C>; links?: { title: string; url: string }[] };
// The schema of data sources' queries is in their plugins, which are no package of their own.
type Target = { refId: string; datasource: g.DataSourceRef } & (
  | { expr: string; editorMode: 'code'; format: 'table' | 'time_series'; legendFormat: string; instant: boolean; range: boolean; exemplar?: boolean }
  | { expr: string; queryType: 'range'; legendFormat: string }
  | { queryType: 'serviceMap'; serviceMapQuery: string }
  | { queryType: 'traceql'; query: string; limit: number; tableType: 'traces' });
type Panel<T extends string, O, C> = Omit<g.Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & { type: T; options: Partial<O>; targets: Target[]; fieldConfig: Omit<g.FieldConfigSource, 'defaults'> & { defaults: Defaults<C> } };
type Panels = Panel<'timeseries', timeseries, Lines> | ${Object.keys(plugins).filter((type) => type !== 'timeseries').map((type) => `Panel<'${type}', ${type}, never>`).join(' | ')} | g.RowPanel;
// Prometheus' plugin adds its fields to an annotation.
type Annotation = Omit<g.AnnotationQuery, 'target'> & { target: { refId: string; expr: string }; titleFormat: string };
type Dashboard = Omit<g.Dashboard, 'panels' | 'annotations'> & { panels: Panels[]; annotations: { list: Annotation[] } };
`;
const source = header + dashboards.map((dashboard, index) => `export const d${index}: Dashboard = ${JSON.stringify(dashboard)};\n`).join('');
const first = header.split('\n').length - 1;

// JSON has the values of an enumeration, which TypeScript takes for another type.
const literals = (text) => text.replace(/export declare enum (\w+) \{([^}]*)\}/g, (_, name, body) => {
  const members = [...body.matchAll(/(\w+) = ("[^"]*"|-?\d+)/g)];
  return `export type ${name} = ${members.map(([, , value]) => value).join(' | ')};
export declare namespace ${name} { ${members.map(([, member, value]) => `type ${member} = ${value};`).join(' ')} }`;
});

const file = path.join(import.meta.dirname, 'dashboards.ts');
const options = {
  noEmit: true, strict: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
};
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.fileExists = (name) => name === file || fileExists(name);
host.getSourceFile = (name, ...rest) => {
  if (name === file) return ts.createSourceFile(name, source, rest[0]);
  return name.includes('@grafana/schema') ? ts.createSourceFile(name, literals(ts.sys.readFile(name)), rest[0]) : getSourceFile(name, ...rest);
};

for (const error of ts.getPreEmitDiagnostics(ts.createProgram([file], options, host))) {
  const line = error.file?.fileName === file ? error.file.getLineAndCharacterOfPosition(error.start).line - first : -1;
  const reason = ts.flattenDiagnosticMessageText(error.messageText, ' ');
  console.log(line < 0 ? reason : `${dashboards[line].uid}: ${reason}`);
}
