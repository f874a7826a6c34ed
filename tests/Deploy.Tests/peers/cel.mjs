// Prints what ValidatingAdmissionPolicies deny, as two engines for CEL evaluate them. Usage: cel.mjs CASES.json, which holds [{ policies, objects }].
// An expression that fails denies, as failurePolicy: Fail says; engines that differ are a finding of their own.
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import { entries, nameOf } from './models.mjs';

const engines = {
  bufbuild: () => {
    const env = celEnv();
    return (expression) => {
      const run = plan(env, parse(expression));
      return (context) => {
        const value = run(context);
        if (isCelError(value)) throw new Error(value.message);
        return value;
      };
    };
  },
  marcbachmann: () => {
    const env = new Environment().registerVariable('object', 'dyn').registerVariable('variables', 'dyn');
    return (expression) => {
      const run = env.parse(expression);
      const { valid, error } = run.check();
      if (!valid) throw error;
      return run;
    };
  },
};

const appliesTo = ({ spec }, { apiVersion, kind }) => {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return spec.matchConstraints.resourceRules.some((rule) => rule.apiGroups.includes(group) && rule.resources.includes(`${kind.toLowerCase()}s`));
};

/** Compiles a policy into a function from an object to messages. */
const compile = ({ spec }, engine) => {
  const variables = spec.variables.map(({ name, expression }) => [name, engine(expression)]);
  const validations = spec.validations.map(({ expression, message }) => [message, engine(expression)]);
  return (object) => {
    const context = { object, variables: {} };
    try {
      for (const [name, run] of variables) context.variables[name] = run(context);
    } catch (error) {
      return [`cannot be evaluated: ${error.message}`];
    }
    return validations.flatMap(([message, run]) => {
      try {
        return run(context) === true ? [] : [message];
      } catch (error) {
        return [`cannot be evaluated: ${error.message}`];
      }
    });
  };
};

for (const { policies, objects } of entries(process.argv[2])) {
  for (const policy of policies) {
    let compiled;
    try {
      compiled = Object.values(engines).map((engine) => compile(policy, engine()));
    } catch (error) {
      console.log(`${policy.metadata.name}: ${error.message.split('\n')[0]}`);
      continue;
    }
    for (const entry of objects.filter(({ object }) => appliesTo(policy, object))) {
      const [first, second] = compiled.map((run) => run(entry.object));
      const failed = [first, second].every((messages) => messages.some((message) => message.startsWith('cannot be evaluated')));
      if (first.join() !== second.join() && !failed) console.log(`${nameOf(entry)}: engines differ about ${policy.metadata.name}: '${first}' and '${second}'`);
      else for (const message of first) console.log(`${nameOf(entry)}: ${policy.metadata.name}: ${message}`);
    }
  }
}
