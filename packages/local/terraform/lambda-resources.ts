import { isJsonObject } from "@sfn-websocket/languages/jsonpath/json";
import { block, text } from "./attributes";
import type { Create } from "./resource-types";

/** Lambda's resource types. The code of a function is no part of them here: `--lambda` names its module. */
export const LAMBDA_RESOURCES: Readonly<Record<string, Create>> = {
  aws_lambda_function({ attributes, aws, region }) {
    const { memory_size, timeout } = attributes;
    const variables = block(attributes.environment)?.variables ?? {};
    const functionName = text(attributes, "function_name");
    const functionArn = `arn:${aws.partition}:lambda:${region}:${aws.accountId}:function:${functionName}`;
    aws.lambda.createFunction({
      functionArn,
      functionName,
      ...(typeof memory_size === "number" && { memorySize: memory_size }),
      ...(typeof timeout === "number" && { timeout }),
      environment: Object.fromEntries(
        Object.entries(isJsonObject(variables) ? variables : {}).map(([name, value]) => [name, String(value)]),
      ),
    });
    return {
      id: functionName,
      arn: functionArn,
      qualified_arn: `${functionArn}:$LATEST`,
      invoke_arn: `arn:${aws.partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      version: "$LATEST",
    };
  },
  aws_lambda_permission({ attributes, id, aws, region }) {
    const { source_arn, statement_id } = attributes;
    const name = text(attributes, "function_name");
    aws.lambda.addPermission({
      functionArn: name.startsWith("arn:")
        ? name
        : `arn:${aws.partition}:lambda:${region}:${aws.accountId}:function:${name}`,
      action: text(attributes, "action"),
      principal: text(attributes, "principal"),
      ...(typeof source_arn === "string" && { sourceArn: source_arn }),
    });
    const statementId = typeof statement_id === "string" ? statement_id : `terraform-${id}`;
    return { id: statementId, statement_id: statementId };
  },
};
