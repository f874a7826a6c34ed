// Prints a line for each unknown field: TypeScript refuses a property that the type of an object literal does not have. Usage: strict.mjs OBJECTS.json
import path from 'node:path';
import ts from 'typescript';
import { entries, modelOf, nameOf } from './models.mjs';

// validate.mjs reports the kinds without a model.
const typed = entries(process.argv[2]).filter((entry) => modelOf(entry.object));
const source = typed
  .map(({ object }, index) => `export const o${index}: import("${modelOf(object)}").I${object.kind} = ${JSON.stringify(object)};\n`)
  .join('');

const file = path.join(import.meta.dirname, 'objects.ts');
const options = {
  noEmit: true, strict: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
};
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.fileExists = (name) => name === file || fileExists(name);
host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, source, rest[0]) : getSourceFile(name, ...rest));

for (const error of ts.getPreEmitDiagnostics(ts.createProgram([file], options, host))) {
  const line = error.file?.fileName === file ? error.file.getLineAndCharacterOfPosition(error.start).line : -1;
  const reason = ts.flattenDiagnosticMessageText(error.messageText, ' ');
  console.log(line < 0 ? reason : `${nameOf(typed[line])}: ${reason}`);
}
