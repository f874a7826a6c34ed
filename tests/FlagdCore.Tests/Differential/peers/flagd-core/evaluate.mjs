// Answers each line {document, key, type, context} with what flagd-core makes of it, once compiling the rule and once interpreting it.
import readline from 'node:readline';
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core';

const silent = { error() {}, warn() {}, info() {}, debug() {} };
Date.now = () => 1_700_000_000_000;

function evaluate({ document, key, type, context }, disableDynamicCodeGeneration) {
  const core = new FlagdCore(new MemoryStorage(silent, { disableDynamicCodeGeneration }), silent);
  try {
    core.setConfigurations(document);
  } catch (error) {
    return { invalid: String(error.message) };
  }
  const resolve = {
    boolean: core.resolveBooleanEvaluation,
    string: core.resolveStringEvaluation,
    number: core.resolveNumberEvaluation,
    object: core.resolveObjectEvaluation,
  }[type];
  const { value, variant, reason, errorCode, errorMessage, flagMetadata } = resolve.call(core, key, undefined, context, silent);
  return { value, variant, reason, errorCode, errorMessage, flagMetadata };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  console.log(JSON.stringify({ compiled: evaluate(question, false), interpreted: evaluate(question, true) }));
}
