import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import type { CreateFunctionRequest } from "../lambda/resources";
import { block, findText, text } from "./attributes";
import type { Create, Resource } from "./resource-types";

/** Lambda's resource types. A function runs by its archive where that can be read, or by the module that `--lambda` names. */
export const LAMBDA_RESOURCES: Readonly<Record<string, Create>> = {
  aws_lambda_function(resource) {
    const { attributes, aws } = resource;
    const { memory_size, timeout, publish } = attributes;
    const functionName = text(attributes, "function_name");
    const functionArn = readFunctionArn(resource, functionName);
    aws.lambda.createFunction({
      functionArn,
      functionName,
      ...(typeof memory_size === "number" && { memorySize: memory_size }),
      ...(typeof timeout === "number" && { timeout }),
      runtime: findText(attributes, "runtime"),
      handler: findText(attributes, "handler"),
      role: findText(attributes, "role"),
      environment: readVariables(attributes),
      ...readCode(resource),
    });
    const version = publish === true ? "1" : "$LATEST";
    if (publish === true) aws.lambda.publishAs(functionArn, version);
    const qualified = `${functionArn}:${version}`;
    return {
      id: functionName,
      arn: functionArn,
      qualified_arn: qualified,
      invoke_arn: printInvokeArn(resource, functionArn),
      qualified_invoke_arn: printInvokeArn(resource, qualified),
      version,
    };
  },
  aws_lambda_alias(resource) {
    const { attributes, aws } = resource;
    const name = text(attributes, "name");
    const functionArn = readFunctionArn(resource, text(attributes, "function_name"));
    const functionVersion = text(attributes, "function_version");
    const weights = readWeights(block(attributes.routing_config)?.additional_version_weights);
    for (const version of [functionVersion, ...Object.keys(weights)]) aws.lambda.publishAs(functionArn, version);
    aws.lambda.createAlias(functionArn, { name, functionVersion, weights });
    const arn = `${functionArn}:${name}`;
    return { id: arn, arn, invoke_arn: printInvokeArn(resource, arn) };
  },
  aws_lambda_permission(resource) {
    const { attributes, id, aws } = resource;
    const functionArn = readFunctionArn(resource, text(attributes, "function_name"));
    const qualifier = findText(attributes, "qualifier");
    const statementId = findText(attributes, "statement_id") ?? `terraform-${id}`;
    aws.lambda.addPermission({
      statementId,
      functionArn: qualifier === undefined ? functionArn : `${functionArn}:${qualifier}`,
      action: text(attributes, "action"),
      principal: text(attributes, "principal"),
      sourceArn: findText(attributes, "source_arn"),
      sourceAccount: findText(attributes, "source_account"),
    });
    return { id: statementId, statement_id: statementId };
  },
};

const readFunctionArn = ({ aws, region }: Resource, name: string): string =>
  name.startsWith("arn:") ? name : `arn:${aws.partition}:lambda:${region}:${aws.accountId}:function:${name}`;

const printInvokeArn = ({ aws, region }: Resource, functionArn: string): string =>
  `arn:${aws.partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

function readVariables({ environment }: JsonObject): Record<string, string> {
  const variables = Object.entries(objectOf(block(environment)?.variables));
  return Object.fromEntries(variables.map(([name, value]) => [name, String(value)]));
}

function readWeights(weights: Json | undefined): Record<string, number> {
  return Object.fromEntries(Object.entries(objectOf(weights)).map(([version, weight]) => [version, Number(weight)]));
}

/** An archive may be made by a later step of the user's: only who invokes the function is told that it is not here. */
function readCode({ attributes, aws, folder }: Resource): Pick<CreateFunctionRequest, "code" | "codeProblem"> {
  const filename = findText(attributes, "filename");
  if (filename === undefined) return {};
  try {
    return { code: aws.lambda.codes.keep(readFileSync(resolve(folder, filename))) };
  } catch (error) {
    const { code = (error as Error).message } = error as NodeJS.ErrnoException;
    return { codeProblem: `the archive '${filename}' cannot be read (${code})` };
  }
}
