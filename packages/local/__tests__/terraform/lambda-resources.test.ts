import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { type Aws, createAws } from "../../account/aws";
import { createClock } from "../../clock";
import { createFunctionRuntime, type FunctionRuntime } from "../../lambda/function-runtime";
import { loadStack } from "../../terraform/load-stacks";
import { writeArchive } from "../write-archive";

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:greet";
const GATEWAY = "apigateway.amazonaws.com";
const SOURCE = "arn:aws:execute-api:us-east-1:123456789012:abc/dev/$default";

describe("a function of a synthesized stack", () => {
  let folder: string;
  let log: string[];
  let runtime: FunctionRuntime;
  let aws: Aws;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-"));
    log = [];
    const world = { clock: createClock(1, () => undefined), log: (line: string) => void log.push(line) };
    runtime = createFunctionRuntime({ ...world, functions: new Map() });
    aws = createAws({ ...world, functions: runtime });
  });
  afterEach(() => {
    runtime.stop();
    rmSync(folder, { recursive: true });
  });

  const load = (members: JsonObject = {}, others: JsonObject = {}) =>
    loadStack(
      {
        name: "stack",
        file: join(folder, "cdk.tf.json"),
        configuration: {
          resource: {
            aws_lambda_function: {
              greet: {
                function_name: "greet",
                role: "arn:aws:iam::123456789012:role/r",
                runtime: "nodejs22.x",
                handler: "index.handler",
                filename: "code.zip",
                ...members,
              },
            },
            ...others,
          },
          output: { arn: { value: "${aws_lambda_function.greet.qualified_invoke_arn}" } },
        },
      },
      aws,
    );

  it("runs by the archive beside the stack, with the stack's variables", async () => {
    writeArchive(join(folder, "code.zip"), { "index.mjs": "export const handler = async () => process.env.WHO;" });
    const { outputs } = load({ environment: { variables: { WHO: "Jane" } }, publish: true });
    expect(outputs.arn).toBe(`arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}:1/invocations`);
    expect(await aws.lambda.invoke(`${ARN}:1`, "{}")).toEqual({ payload: '"Jane"', executedVersion: "1" });
  });

  it.each([
    ["code.zip", "the archive 'code.zip' cannot be read (ENOENT)"],
    [
      "cdk.tf.json",
      "the archive 'cdk.tf.json' cannot be read (Could not unzip uploaded file. Please check your file, then try to upload again.)",
    ],
  ])("fails without the archive %s only when it is invoked", async (filename, problem) => {
    writeFileSync(join(folder, "cdk.tf.json"), "{}");
    load({ filename });
    await expect(aws.lambda.invoke(ARN, "{}")).rejects.toThrow(
      `function 'greet': no module runs it here, got modules of none, and ${problem}; start with --lambda greet=path/to/module`,
    );
  });

  it("has aliases of versions that were published elsewhere, each with a policy of its own", async () => {
    writeArchive(join(folder, "code.zip"), { "index.mjs": "export const handler = async () => 1;" });
    const live = { name: "live", function_name: "${aws_lambda_function.greet.arn}", function_version: "7" };
    load(
      {},
      {
        aws_lambda_alias: { live },
        aws_lambda_permission: {
          live: {
            function_name: "${aws_lambda_function.greet.function_name}",
            qualifier: "${aws_lambda_alias.live.name}",
            action: "lambda:InvokeFunction",
            principal: GATEWAY,
          },
        },
      },
    );
    expect([`${ARN}:live`, ARN].map((arn) => aws.lambda.allows(arn, GATEWAY, SOURCE))).toEqual([true, false]);
    expect(await aws.lambda.invoke(`${ARN}:live`, "{}")).toEqual({ payload: "1", executedVersion: "7" });
  });
});
