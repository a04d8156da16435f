import type { Admission, EvaluatePolicy } from "../apigateway/stage/admission";
import type { Aws } from "./aws";
import { compilePolicy } from "../iam/compile-policy";
import type { ConditionKeys } from "../iam/condition-keys";
import { evaluateStatements } from "../iam/evaluate-statements";
import { parsePolicy } from "../iam/policy-document";
import { createInvokeFunction } from "./invoke-function";

/** Wires what decides who may connect to an API of the region. */
export function createAdmission(aws: Aws, region: string): Admission {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  return {
    partition: aws.partition,
    accountId: aws.accountId,
    apiKeys: aws.region(region).apiKeys,
    credentials:
      accessKeyId && secretAccessKey
        ? { accessKeyId, secretAccessKey }
        : { accessKeyId: "test", secretAccessKey: "test" },
    now: Date.now,
    invokeFunction: createInvokeFunction(aws, region),
    evaluatePolicy,
  };
}

const evaluatePolicy: EvaluatePolicy = (document, { action, resource, conditionKeys }) => {
  const statements = compilePolicy(parsePolicy(JSON.stringify(document), "inline"));
  return evaluateStatements(statements, { action, resource, keys: describeKeys(conditionKeys) }).effect;
};

/** Names are in any case. */
function describeKeys(values: Readonly<Record<string, string>>): ConditionKeys {
  const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), [value]]));
  return { read: (name) => byName.get(name.toLowerCase()), knows: (name) => byName.has(name.toLowerCase()) };
}
