import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { askOnce } from "../benchmark/sockets";
import { SERVED } from "../benchmark/served";
import type { Check } from "../checks/check";
import { inFolder, startRuntime } from "../checks/runtime";

/** Functions that do what none should, as the body of a module. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  hangs: "exports.handler = () => { for (;;); };",
  waits: "exports.handler = () => new Promise(() => undefined);",
  exits: "exports.handler = () => process.exit(3);",
  floods: 'exports.handler = () => { for (;;) process.stdout.write("x".repeat(65536)); };',
  swells: "exports.handler = () => { const all = []; for (;;) all.push(Buffer.alloc(1048576, 1)); };",
  loadsForEver: "for (;;);",
  failsToLoad: 'throw new Error("not today");',
};

/** The workflow invokes the function that a message names, if it names one; it may take three seconds, as on AWS. */
const DEFINITION = {
  StartAt: "Named",
  States: {
    Named: { Type: "Choice", Choices: [{ Variable: "$.function", IsPresent: true, Next: "Invoke" }], Default: "Greet" },
    Invoke: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { "FunctionName.$": "$.function" },
      TimeoutSeconds: 20,
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "Failed" }],
      Next: "Greet",
    },
    Failed: { Type: "Pass", End: true },
    Greet: { Type: "Pass", End: true },
  },
};

/** Milliseconds within which others are answered meanwhile; a second of it is for the machine. */
const MOST = 2_000;

export const invokeHostile: Check = (tell) =>
  inFolder(async (folder) => {
    const file = join(folder, "main.tf.json");
    writeFileSync(file, JSON.stringify(describeServed()));
    const argv = Object.entries(FUNCTIONS).flatMap(([name, body]) => {
      const module = join(folder, `${name}.js`);
      writeFileSync(module, body);
      return ["--lambda", `${name}=${module}`];
    });
    const { url, residentBytes } = await startRuntime({ argv: ["--port", "0", "--quiet", ...argv, file] });
    const before = residentBytes();
    const errors: string[] = [];
    let longest = 0;
    for (const name of Object.keys(FUNCTIONS)) {
      tell(name);
      const failed = askOnce(url, JSON.stringify({ action: "invoke", function: name }));
      let isOver = false;
      void failed.finally(() => (isOver = true)).catch(() => undefined);
      while (!isOver) {
        const sent = performance.now();
        await askOnce(url);
        longest = Math.max(longest, performance.now() - sent);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      errors.push(`${name} ${/\\"Error\\":\\"([\w.]+)\\"/.exec(await failed)?.[1] ?? "has no error"}`);
    }
    const grown = (residentBytes() - before) / 1024 / 1024;
    return {
      figures: `${errors.join(", ")}; others were answered within ${Math.round(longest)} ms, ${grown.toFixed(0)} MiB more memory`,
      ...((errors.some((error) => error.endsWith("no error")) || longest > MOST || grown > 128) && {
        problem: "a function harmed more than its own execution",
      }),
    };
  });

function describeServed(): object {
  const { resource } = SERVED;
  const policy = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" },
  };
  return {
    ...SERVED,
    resource: {
      ...resource,
      aws_iam_role_policy: {
        ...resource.aws_iam_role_policy,
        workflow: { role: "${aws_iam_role.workflow.name}", policy: JSON.stringify(policy) },
      },
      aws_sfn_state_machine: {
        greet: { ...resource.aws_sfn_state_machine.greet, definition: JSON.stringify(DEFINITION) },
      },
    },
  };
}
